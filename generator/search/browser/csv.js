// The questions found as a table for a spreadsheet.
(function (search) {
  "use strict";

  const COLUMNS = ["id", "adres", "vergadering", "datum", "fractie", "status", "onderwerpen", "vraag", "antwoord"];

  // A cell that begins like a formula would be run by a spreadsheet.
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return `"${text.replaceAll('"', '""')}"`;
  }

  // Returns the table; `rows` are objects with the columns as keys.
  function table(rows) {
    const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))];
    return "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
  }

  function download(name, rows) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table(rows)], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  search.csv = { table, download };
})(((window.kamerspiegel ||= {}).search ||= {}));
