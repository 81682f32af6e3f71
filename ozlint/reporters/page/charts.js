// Charts that are filters: every bar is a button.

const MOST_BARS = 8;

function drawCharts(counts) {
  const panels = [barPanel("rule", counts), dayPanel(counts), barPanel("warehouse", counts), barPanel("carrier", counts)];
  refill(document.getElementById("charts"), panels.filter(Boolean));
}

function panel(title, name, ...content) {
  return element("section", { class: `chart ${name}`, "aria-label": title }, element("h2", {}, title), ...content);
}

function barPanel(name, allCounts) {
  const facet = facets[name];
  if (name !== "rule" && facet.values.length < 2) return null;
  const bars = facet.values.map((value, number) => ({ ...value, ...countsOf(allCounts[name], number) }));
  const chosen = view.chosen[name];
  const ordered = bars.filter((bar) => bar.all || chosen.has(bar.key)).sort((one, other) => other.all - one.all);
  const shown = ordered.filter((bar, place) => place < MOST_BARS || chosen.has(bar.key));
  const most = Math.max(...shown.map((bar) => bar.all), 1);
  const rest = ordered.length - shown.length;
  return panel(
    say(`by_${name}`),
    name,
    element("div", { class: "bars" }, shown.map((bar) => barButton(name, bar, most))),
    rest ? element("p", { class: "rest" }, say("rest", { number: numeral(rest) })) : null,
  );
}

function barButton(name, bar, most) {
  const title = name === "rule" ? ruleTitle(bar.key) : "";
  return chartButton(
    name,
    bar,
    title,
    element("span", { class: "label" }, bar.label, title ? element("span", { class: "title" }, title) : null),
    stack(bar, most, "across"),
    element("span", { class: "number" }, numeral(bar.all)),
  );
}

function ruleTitle(id) {
  return page.rules.find((rule) => rule.id === id)?.title ?? "";
}

function chartButton(name, bar, title, ...content) {
  const pressed = view.chosen[name].has(bar.key);
  const faded = view.chosen[name].size > 0 && !pressed;
  return element(
    "button",
    {
      type: "button",
      class: faded ? "faded" : null,
      title: `${[bar.label, title].filter(Boolean).join(" · ")}: ${counted("finding", bar.all)}`,
      "aria-label": `${[bar.label, title].filter(Boolean).join(", ")}: ${counted("finding", bar.all)}`,
      "aria-pressed": String(pressed),
      "data-key": `${name}:${bar.key}`,
      click: () => {
        toggle(name, bar.key);
        refresh();
      },
    },
    ...content,
  );
}

// A bar as long as the number of findings, put together of its severities.
function stack(bar, most, direction) {
  const across = direction === "across";
  let from = 0;
  const parts = bar.severities.map((number, severity) => {
    const length = (100 * number) / most;
    const box = across
      ? { x: from, y: 0, width: length, height: 10 }
      : { x: 0, y: 100 - from - length, width: 10, height: length };
    from += length;
    return number ? drawn("rect", { ...box, class: page.severities[severity][0] }) : null;
  });
  const viewBox = across ? "0 0 100 10" : "0 0 10 100";
  return drawn("svg", { viewBox, preserveAspectRatio: "none", "aria-hidden": "true", class: direction }, parts);
}

function dayPanel(allCounts) {
  if (!calendar.spans.length) return null;
  const facet = facets.day;
  const bars = new Map(facet.values.map((value, number) => [value.key, { ...value, ...countsOf(allCounts.day, number) }]));
  const most = Math.max(...calendar.spans.map((span) => bars.get(span)?.all ?? 0), 1);
  const today = calendar.spanOf(page.now.slice(0, 10));
  const every = Math.ceil(calendar.spans.length / 7);
  const columns = calendar.spans.map((span, place) => {
    const bar = bars.get(span);
    const isTick = place % every === 0 && place + every <= calendar.spans.length;
    const label = element("span", { class: "tick" }, isTick ? tick(span, calendar.unit) : "");
    return element(
      "div",
      { class: span === today ? "column today" : "column" },
      span === today ? element("span", { class: "mark" }, say("now")) : null,
      bar && (bar.all || view.chosen.day.has(span)) ? chartButton("day", bar, "", stack(bar, most, "up")) : element("span", { class: "gap" }),
      label,
    );
  });
  const without = bars.get("");
  return panel(
    say(`by_${calendar.unit}`),
    "day",
    element("div", { class: "axis" }, element("span", { class: "most" }, numeral(most)), element("div", { class: "columns" }, columns)),
    without
      ? element("p", { class: "rest" }, chartButton("day", without, "", say("no_deadline", { number: numeral(without.all) })))
      : null,
  );
}
