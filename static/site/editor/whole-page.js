// A form on a page of its own.

export class WholePage {
  isGoing = false;
  sendsItself = true;

  send(form, submitter) {
    this.isGoing = true;
    form.requestSubmit(submitter);
  }

  // The page was loaded for an entry without a reference, which several of its elements show.
  becomeEntry({ page, title, key }) {
    const heading = document.querySelector("h1");
    document.title = document.title.replace(heading.textContent.trim(), key);
    heading.textContent = title;
    document.querySelector(".breadcrumb-line [aria-current]").textContent = key;
    history.replaceState(null, "", page);
  }
}
