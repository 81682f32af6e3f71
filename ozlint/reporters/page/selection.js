// Which findings fit the view, in which order, and how many of each kind there would be with one filter less.

// A quality that findings are filtered by: the values it takes, and which of them each finding has.
class Facet {
  constructor(name, keyOf, labelOf, compare) {
    const keys = findings.map(keyOf);
    const ordered = [...new Set(keys)].sort(compare);
    const numbers = new Map(ordered.map((key, number) => [key, number]));
    this.name = name;
    this.values = ordered.map((key) => ({ key, label: labelOf(key) }));
    this.numbers = Int32Array.from(keys, (key) => numbers.get(key));
    this.labelOf = labelOf;
  }
}

const unknownLast = (one, other) => (one === "") - (other === "") || ORDER.compare(one, other);
const inOrderOf = (pairs) => (one, other) => place(pairs, one) - place(pairs, other);
const place = (pairs, key) => pairs.findIndex(([name]) => name === key);
const wordIn = (pairs) => (key) => pairs.find(([name]) => name === key)?.[1] ?? key;
const orUnknown = (key) => key || say("unknown");

const calendar = calendarOf(findings.map((finding) => dayOf(finding)).filter((day) => day !== ""));
const facets = {
  severity: new Facet("severity", (one) => page.severities[one.severity][0], wordIn(page.severities), inOrderOf(page.severities)),
  rule: new Facet("rule", (one) => one.rule.id, (key) => key, unknownLast),
  state: new Facet("state", (one) => page.states[one.state][0], wordIn(page.states), inOrderOf(page.states)),
  account: new Facet("account", (one) => one.account, orUnknown, unknownLast),
  warehouse: new Facet("warehouse", (one) => one.warehouse, orUnknown, unknownLast),
  carrier: new Facet("carrier", (one) => one.carrier, orUnknown, unknownLast),
  day: new Facet("day", (one) => calendar.spanOf(dayOf(one)), (key) => calendar.label(key), unknownLast),
};

function dayOf(finding) {
  return /^\d{4}-\d\d-\d\d/.exec(finding.deadline)?.[0] ?? "";
}

const WORDS = [];

function fits(place, terms) {
  const words = (WORDS[place] ??= findings[place].words);
  return terms.every((term) => words.includes(term));
}

// Counts are by number of the value and severity: [value * severities + severity].
function select() {
  const all = FACETS.map((name) => facets[name]);
  const wanted = all.map((facet) => {
    const chosen = view.chosen[facet.name];
    return chosen.size ? facet.values.map(({ key }) => chosen.has(key)) : null;
  });
  // A value that only a link knows fits nothing, and its filter stays to be seen and removed.
  const counts = all.map((facet) => new Int32Array(facet.values.length * page.severities.length));
  const terms = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  findings.forEach((finding, place) => {
    if (terms.length && !fits(place, terms)) return;
    let failed = -1;
    for (let number = 0; number < all.length; number += 1) {
      if (wanted[number] && !wanted[number][all[number].numbers[place]]) {
        if (failed >= 0) return;
        failed = number;
      }
    }
    all.forEach((facet, number) => {
      if (failed < 0 || failed === number) {
        counts[number][facet.numbers[place] * page.severities.length + finding.severity] += 1;
      }
    });
    if (failed < 0) found.push(place);
  });
  return { found: sorted(found), counts: Object.fromEntries(all.map((facet, number) => [facet.name, counts[number]])) };
}

// Where no number is known of any finding, there is no column for them.
const HAS_COSTS = findings.some((finding) => finding.roubles !== null);
const COLUMNS = ["severity", "about", "rule", "status", "carrier", "warehouse", "deadline", ...(HAS_COSTS ? ["cost"] : [])];
const PLAIN = (one, other) => (one < other ? -1 : 1);
const ranks = {};

// The findings come the gravest first; what is not known comes last in either direction.
function sorted(found) {
  if (!view.sort) return found;
  const rank = (ranks[view.sort] ??= ranksBy(view.sort));
  const sign = view.descending ? -1 : 1;
  return found.sort((one, other) => (rank[one] < 0) - (rank[other] < 0) || sign * (rank[one] - rank[other]) || one - other);
}

function ranksBy(column) {
  if (column === "severity") return Int32Array.from(findings, (finding) => finding.severity);
  if (column === "cost") return Float64Array.from(findings, (finding) => finding.roubles ?? -1);
  const textOf = column === "rule" ? (finding) => finding.rule.id : (finding) => finding[column];
  const compare = ["about", "deadline"].includes(column) ? PLAIN : ORDER.compare;
  const ordered = [...new Set(findings.map(textOf))].filter(Boolean).sort(compare);
  const numbers = new Map(ordered.map((text, number) => [text, number]));
  return Int32Array.from(findings, (finding) => numbers.get(textOf(finding)) ?? -1);
}

// Of one value: how many findings of each severity, and of all.
function countsOf(counts, number) {
  const severities = page.severities.map((_, severity) => counts[number * page.severities.length + severity]);
  return { severities, all: severities.reduce((sum, one) => sum + one, 0) };
}
