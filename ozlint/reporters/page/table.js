// The list of findings, a page at a time: a table that is a column of cards on a narrow screen.

const ON_PAGE = 100;
const ON_PAPER = 1000;

let listed = [];
let isOnPaper = false;

// The roles are those of the elements; they are written out since a table that is laid out as cards would lose them.
function buildTable() {
  const sorts = COLUMNS.map((name) => [name, element("th", { role: "columnheader", scope: "col", class: name }, sortButton(name))]);
  const heads = Object.fromEntries(sorts);
  heads.message = element("th", { role: "columnheader", scope: "col", class: "message" }, say("message"));
  const order = [...COLUMNS.slice(0, 3), "message", ...COLUMNS.slice(3)];
  const row = element("tr", { role: "row" }, order.map((name) => heads[name]));
  const table = element(
    "table",
    { role: "table", class: "list", "aria-labelledby": "findings-title", "aria-describedby": "keys" },
    element("thead", { role: "rowgroup" }, row),
    element("tbody", { role: "rowgroup", keydown: moveByKey, click: openByClick }),
  );
  const nothing = element("p", { id: "nothing", hidden: true }, say("no_match"));
  document.getElementById("list").append(element("p", { id: "paper" }), table, nothing, element("nav", { id: "pages", "aria-label": say("pages") }));
}

function sortButton(name) {
  const act = () => {
    // What costs most is what people look for.
    view.descending = view.sort === name ? !view.descending : name === "cost";
    view.sort = name;
    view.page = 1;
    refresh();
  };
  return element("button", { type: "button", "data-column": name, click: act }, say(name));
}

function drawTable(found) {
  listed = found;
  for (const button of document.querySelectorAll("table.list thead button")) {
    const isSorted = button.dataset.column === view.sort;
    button.parentElement.setAttribute("aria-sort", isSorted ? (view.descending ? "descending" : "ascending") : "none");
  }
  const pages = Math.max(Math.ceil(listed.length / ON_PAGE), 1);
  view.page = Math.min(view.page, pages);
  const from = (view.page - 1) * ON_PAGE;
  const shown = isOnPaper ? listed.slice(0, ON_PAPER) : listed.slice(from, from + ON_PAGE);
  const body = document.querySelector("table.list > tbody");
  body.replaceChildren(...shown.map((place) => findingRow(findings[place], place)));
  body.querySelector("button.open")?.setAttribute("tabindex", 0);
  const open = [...body.rows].find((row) => findings[row.dataset.place].fingerprint === view.open);
  if (open) openRow(open);
  else if (!isOnPaper) view.open = "";
  document.querySelector("table.list").hidden = !listed.length;
  document.getElementById("nothing").hidden = listed.length > 0;
  const cut = say("printed", { shown: numeral(shown.length), all: counted("finding", listed.length) });
  document.getElementById("paper").textContent = isOnPaper && shown.length < listed.length ? cut : "";
  drawPages(pages);
}

function findingRow(finding, place) {
  const [severity, word] = page.severities[finding.severity];
  const state = page.states[finding.state];
  const cell = (name, ...content) => element("td", { role: "cell", class: name }, ...content);
  const label = say("details", { about: finding.about, rule: finding.rule.id });
  const toggle = element("button", { type: "button", class: "open", "aria-expanded": "false", "aria-label": label, tabindex: -1 }, finding.about);
  return element(
    "tr",
    { role: "row", class: `${severity} ${state[0]}`, "data-place": place },
    cell("severity", element("span", { class: "word" }, word), state[0] === "shown" ? null : element("span", { class: "state" }, state[1])),
    cell(finding.posting ? "about whole" : "about", toggle),
    cell("rule", finding.rule.id),
    cell("message", finding.message),
    cell("status", finding.status),
    cell("carrier", finding.carrier),
    cell("warehouse", finding.warehouse),
    cell("deadline", finding.deadline),
    HAS_COSTS ? cell(finding.roubles === null ? "cost" : "cost known", finding.cost) : null,
  );
}

function openRow(row) {
  const finding = findings[row.dataset.place];
  const button = row.querySelector("button.open");
  const width = document.getElementById("list").clientWidth - 48;
  const cell = element("td", { role: "cell", colspan: row.cells.length }, details(finding, width));
  row.after(element("tr", { role: "row", class: "details" }, cell));
  button.setAttribute("aria-expanded", "true");
  setCurrent(button);
  view.open = finding.fingerprint;
}

function closeRow() {
  const row = document.querySelector("#list tr.details");
  row?.previousElementSibling.querySelector("button.open").setAttribute("aria-expanded", "false");
  row?.remove();
  view.open = "";
}

function toggleRow(row) {
  const wasOpen = row.nextElementSibling?.className === "details";
  closeRow();
  if (!wasOpen) openRow(row);
  writeView();
}

// A click anywhere in a row opens it, but for one that ends the marking of a text.
function openByClick(event) {
  const row = event.target.closest("tr");
  if (!row || row.className === "details" || (String(getSelection()) && !event.target.closest("button"))) return;
  setCurrent(row.querySelector("button.open"));
  toggleRow(row);
}

// One finding is a stop of the Tab key; the arrows go from one to the next.
function moveByKey(event) {
  const buttons = [...document.querySelectorAll("#list button.open")];
  const place = buttons.indexOf(event.target);
  if (event.key === "Escape" && view.open) {
    const row = document.querySelector("#list tr.details").previousElementSibling;
    closeRow();
    writeView();
    row.querySelector("button.open").focus();
  }
  const steps = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 };
  if (place < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const target = buttons[steps[event.key]];
  if (!target) return;
  setCurrent(target);
  target.focus();
}

function setCurrent(button) {
  document.querySelector("#list button.open[tabindex='0']")?.setAttribute("tabindex", -1);
  button.setAttribute("tabindex", 0);
}

function drawPages(pages) {
  const to = (number, label, name) =>
    element(
      "button",
      {
        type: "button",
        disabled: number < 1 || number > pages || number === view.page,
        "data-key": name,
        click: () => {
          view.page = number;
          view.open = "";
          refresh();
          document.getElementById("findings").scrollIntoView();
        },
      },
      label,
    );
  const parts = [
    to(1, say("first"), "first"),
    to(view.page - 1, say("previous"), "previous"),
    element("span", {}, say("page", { page: numeral(view.page), pages: numeral(pages) })),
    to(view.page + 1, say("next"), "next"),
    to(pages, say("last"), "last"),
  ];
  refill(document.getElementById("pages"), pages > 1 ? parts : []);
}
