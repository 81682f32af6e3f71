// The page comes to life: the view is read from the address, drawn, and drawn anew after each change.

function refresh() {
  const { found, counts } = select();
  drawCharts(counts);
  drawFilters(counts);
  drawFound(found);
  drawTable(found);
  writeView();
}

// The page of the list that an opened finding is on, where a link names the finding alone.
function turnToOpen() {
  if (!view.open || view.page > 1) return;
  const place = select().found.findIndex((number) => findings[number].fingerprint === view.open);
  if (place >= 0) view.page = Math.floor(place / ON_PAGE) + 1;
}

function begin() {
  readView();
  turnToOpen();
  refresh();
}

// Links inside the page must not take the place of the view in the address.
function followInside(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const target = document.getElementById(link.hash.slice(1));
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

function printAs(onPaper) {
  isOnPaper = onPaper;
  drawTable(listed);
}

if (findings.length) {
  buildFilters();
  buildTable();
  begin();
  addEventListener("hashchange", begin);
  addEventListener("beforeprint", () => printAs(true));
  addEventListener("afterprint", () => printAs(false));
}
addEventListener("click", followInside);
