// What a person looks at: filters, search, order, page and the finding that is open. It is kept in the address, behind
// the #, so that a link shows the same.

const FACETS = ["severity", "rule", "state", "account", "warehouse", "carrier", "day"];
const ANY = "any";

const view = { query: "", chosen: {}, sort: "", descending: false, page: 1, open: "" };

// Findings that were set aside are left out unless they are asked for.
function ordinaryStates() {
  const states = new Set(findings.map((finding) => page.states[finding.state][0]));
  return new Set(states.has("shown") && states.size > 1 ? ["shown"] : []);
}

function readView() {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const name of FACETS) view.chosen[name] = new Set(parts.getAll(name));
  if (!parts.has("state")) view.chosen.state = ordinaryStates();
  if (view.chosen.state.has(ANY)) view.chosen.state = new Set();
  const sort = parts.get("sort") ?? "";
  view.query = parts.get("q") ?? "";
  view.descending = sort.startsWith("-");
  view.sort = COLUMNS.includes(sort.replace("-", "")) ? sort.replace("-", "") : "";
  view.page = Math.max(Number.parseInt(parts.get("page") ?? "1", 10) || 1, 1);
  view.open = parts.get("open") ?? "";
}

function writeView() {
  const parts = new URLSearchParams();
  if (view.query) parts.set("q", view.query);
  for (const name of FACETS) {
    if (name === "state" && same(view.chosen.state, ordinaryStates())) continue;
    for (const key of view.chosen[name]) parts.append(name, key);
  }
  if (!view.chosen.state.size && ordinaryStates().size) parts.set("state", ANY);
  if (view.sort) parts.set("sort", (view.descending ? "-" : "") + view.sort);
  if (view.page > 1) parts.set("page", view.page);
  if (view.open) parts.set("open", view.open);
  history.replaceState(null, "", `#${parts}`);
}

function same(one, other) {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

function isNarrowed() {
  const chosen = FACETS.some((name) => (name === "state" ? !same(view.chosen.state, ordinaryStates()) : view.chosen[name].size));
  return chosen || view.query !== "";
}

function widen() {
  for (const name of FACETS) view.chosen[name] = new Set();
  view.chosen.state = ordinaryStates();
  view.query = "";
  view.page = 1;
}

function toggle(name, key) {
  const chosen = view.chosen[name];
  if (!chosen.delete(key)) chosen.add(key);
  view.page = 1;
}
