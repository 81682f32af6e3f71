// The search, a list of values to tick for each quality, and what is ticked, to be seen and taken back.

const LISTED = FACETS.filter((name) => name !== "day");

function buildFilters() {
  const lists = LISTED.filter((name) => facets[name].values.length > 1).map(buildList);
  const reset = element("button", { type: "button", id: "reset", click: resetFilters }, say("reset"));
  const search = document.getElementById("search");
  search.hidden = false;
  search.addEventListener("input", () => {
    view.query = search.value;
    view.page = 1;
    refresh();
  });
  search.parentElement.append(...lists, reset, element("div", { id: "chosen" }));
  document.addEventListener("click", (event) => closeLists((list) => !list.contains(event.target)));
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("details.facet[open]");
    if (event.key !== "Escape" || !open) return;
    if (open.contains(document.activeElement)) open.firstElementChild.focus();
    open.open = false;
  });
}

function resetFilters() {
  widen();
  refresh();
  document.getElementById("search").focus();
}

function closeLists(isToClose) {
  for (const list of document.querySelectorAll("details.facet[open]")) if (isToClose(list)) list.open = false;
}

function buildList(name) {
  const title = say(name);
  const boxes = facets[name].values.map((value, number) =>
    element(
      "label",
      {},
      element("input", {
        type: "checkbox",
        "data-number": number,
        change: () => {
          toggle(name, value.key);
          refresh();
        },
      }),
      element("span", { class: "label" }, value.label, name === "rule" ? element("span", { class: "title" }, ruleTitle(value.key)) : null),
      element("span", { class: "number" }),
    ),
  );
  return element(
    "details",
    { class: "facet", "data-facet": name, name: "facet", toggle: (event) => keepInside(event.currentTarget) },
    element("summary", {}, title, element("span", { class: "number" })),
    element("fieldset", {}, element("legend", { class: "unseen" }, title), boxes),
  );
}

// A list that would stick out of the window on the right hangs from the right end of its button.
function keepInside(list) {
  list.classList.remove("leftward");
  list.classList.toggle("leftward", list.lastElementChild.getBoundingClientRect().right > document.documentElement.clientWidth);
}

function drawFilters(counts) {
  const search = document.getElementById("search");
  if (search.value !== view.query) search.value = view.query;
  for (const list of document.querySelectorAll("details.facet")) {
    const name = list.dataset.facet;
    const chosen = view.chosen[name];
    list.querySelector("summary .number").textContent = chosen.size ? ` ${numeral(chosen.size)}` : "";
    list.classList.toggle("narrowed", chosen.size > 0);
    for (const box of list.querySelectorAll("input")) {
      const number = Number(box.dataset.number);
      box.checked = chosen.has(facets[name].values[number].key);
      box.parentElement.lastElementChild.textContent = numeral(countsOf(counts[name], number).all);
    }
  }
  document.getElementById("reset").disabled = !isNarrowed();
  refill(document.getElementById("chosen"), FACETS.flatMap((name) => [...view.chosen[name]].map((key) => chip(name, key))));
}

function chip(name, key) {
  const what = `${say(name)}: ${facets[name].labelOf(key)}`;
  const act = () => {
    toggle(name, key);
    refresh();
    document.getElementById("search").focus();
  };
  const cross = element("span", { "aria-hidden": "true" }, "×");
  return element("button", { type: "button", "aria-label": say("remove", { what }), click: act }, what, cross);
}

function drawFound(found) {
  const all = counted("finding", findings.length);
  const text = found.length === findings.length ? all : say("some", { findings: numeral(found.length), all });
  document.getElementById("found").textContent = text;
}
