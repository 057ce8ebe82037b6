import java.nio.file.Path;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files with veraPDF. Arguments: the id of a flavour ("ua1", "3a"), then files. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        boolean allConform = true;
        for (int i = 1; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.printf(
                        "%s %s: %s, %d checks%n",
                        file.getFileName(), flavour, result.isCompliant() ? "conforms" : "fails",
                        result.getTotalAssertions());
                for (TestAssertion assertion : result.getTestAssertions()) {
                    System.out.println("  " + assertion.getRuleId() + " " + assertion.getMessage());
                }
                allConform &= result.isCompliant();
            }
        }
        System.exit(allConform ? 0 : 1);
    }
}
