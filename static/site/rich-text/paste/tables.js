// A table of a page as rows of cells, each row with the same number of them.

const MOST_COLUMNS = 60;
const MOST_CELLS = 20000;

/** The rows of a table that are shown. */
export function rowsOf(table, isHidden) {
  return [...table.rows].filter((row) => !isHidden(row) && !isRuler(row));
}

/** The cells of a row that are shown. */
export function cellsOf(row, isHidden) {
  return [...row.cells].filter((cell) => !isHidden(cell));
}

/**
 * Rows as rows of cells, each with the same number of them; null stands for an empty cell, and for
 * the rest of a merged one. Null if there are more cells than a table may have.
 *
 * @returns {?(HTMLTableCellElement|null)[][]}
 */
export function gridOf(rows, isHidden) {
  const grid = rows.map(() => []);
  const takenUntil = []; // for each column, the row up to which a cell from above takes it
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(row, isHidden)) {
      while (takenUntil[column] > at) column += 1;
      const end = column + Math.min(cell.colSpan, MOST_COLUMNS);
      if (end > MOST_COLUMNS || end * rows.length > MOST_CELLS) return null;
      grid[at][column] = cell;
      for (; column < end; column += 1) {
        takenUntil[column] = at + (cell.rowSpan || rows.length);
        grid[at][column] ??= null;
      }
    }
  }
  return grid.map((cells) => takenUntil.map((_until, column) => cells[column] ?? null));
}

// Word ends a table of uneven columns with a row that only gives their widths.
function isRuler(row) {
  return row.getAttribute("height") === "0" && !row.textContent.trim();
}

/** Whether a row is the header of its table. */
export function isHeader(row, isBold) {
  const cells = [...row.cells];
  if (row.parentNode.tagName === "THEAD") return true;
  if (cells.length > 0 && cells.every((cell) => cell.tagName === "TH")) return true;
  // Word names a first row, and says by bold type only that it is a header.
  const isFirst = /mso-yfti-firstrow:\s*yes/i.test(row.getAttribute("data-css") ?? "");
  return isFirst && row.parentNode.rows.length > 1 && cells.some((cell) => cell.textContent.trim()) && cells.every(isBold);
}

/** Whether a table only lays out a page: one cell, or said to be without meaning. */
export function isLayout(table) {
  if (/^(presentation|none)$/.test(table.getAttribute("role") ?? "")) return true;
  return table.rows.length === 1 && table.rows[0].cells.length === 1;
}
