// What is said of one finding once it is opened.

function details(finding, width) {
  const { rule } = finding;
  const events = timelineOf(finding.posting);
  return element(
    "div",
    { class: "finding" },
    element(
      "div",
      { class: "prose" },
      element("h3", {}, `${rule.id} ${rule.title}`),
      element("p", { class: "said" }, finding.message),
      rule.why ? [element("h4", {}, say("why")), element("p", {}, rule.why)] : null,
      rule.fix.length ? [element("h4", {}, say("fix")), rule.fix.map((line) => element("p", {}, line))] : null,
      rule.help ? element("p", {}, link(rule.help, say("explained"))) : null,
    ),
    element(
      "div",
      { class: "facts" },
      facts(finding),
      finding.cost ? [element("h4", {}, say("basis")), element("p", {}, finding.basis)] : null,
      pairs(say("values"), finding.values, "values"),
      finding.places.length ? [element("h4", {}, say("places")), element("ul", {}, finding.places.map((one) => element("li", {}, one)))] : null,
      element("h4", {}, say("identity")),
      element("p", { class: "code" }, finding.fingerprint, copyButton(finding.fingerprint, say("identity"))),
    ),
    events.length ? timeline(events, width) : null,
  );
}

function facts(finding) {
  const names = ["account", "status", "scheme", "carrier", "warehouse", "deadline", "field", "cost"];
  const known = names.filter((name) => finding[name]).map((name) => [say(name), finding[name]]);
  const number = finding.posting;
  return [
    element("h4", {}, say("posting")),
    element("p", { class: "about" }, element("b", {}, finding.about), number ? copyButton(number, number) : null),
    number ? element("p", { class: "links" }, cabinetLink(finding), othersButton(finding)) : null,
    pairs("", known, "known"),
  ];
}

function pairs(title, entries, name) {
  if (!entries.length) return null;
  const rows = entries.map(([key, value]) => element("div", {}, element("dt", {}, key), element("dd", {}, value)));
  return [title ? element("h4", {}, title) : null, element("dl", { class: name }, rows)];
}

// The address is one that the writer knows; of the data only a number of Ozon's shape gets into it.
function cabinetLink(finding) {
  if (!finding.address) return null;
  return link(finding.address.replace("{posting_number}", encodeURIComponent(finding.posting)), say("cabinet"));
}

function link(address, text) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

function othersButton(finding) {
  const number = findings.filter((one) => one.posting === finding.posting && one.account === finding.account).length;
  if (number < 2) return null;
  const act = () => {
    widen();
    view.query = finding.posting;
    refresh();
    document.querySelector("#list button.open[aria-expanded=true]")?.focus();
  };
  return element("button", { type: "button", click: act }, say("others", { findings: counted("finding", number) }));
}

function copyButton(text, what) {
  const button = element("button", { type: "button", class: "copy", "aria-label": say("copy_what", { what }) }, say("copy"));
  button.addEventListener("click", async () => {
    await copy(text, button);
    button.textContent = say("copied");
    document.getElementById("found").append(element("span", { class: "unseen" }, ` ${say("copied")}`));
    setTimeout(() => {
      button.textContent = say("copy");
    }, 2000);
  });
  return button;
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where the page may not write to the clipboard, as from some mail programs, the old way still works.
    const area = element("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
}
