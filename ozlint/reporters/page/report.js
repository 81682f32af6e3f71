// What the page holds: the words of its language, and the findings, read from blocks of JSON.

const page = JSON.parse(document.querySelector("script.page").textContent);
const ORDER = new Intl.Collator(page.lang, { numeric: true });
const NUMERALS = new Intl.NumberFormat(page.lang);
const PLURALS = new Intl.PluralRules(page.lang);
const FORMS = page.lang === "en" ? { one: 0, other: 1 } : { one: 0, few: 1, many: 2, other: 2 };

function say(name, values) {
  return page.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function numeral(number) {
  return NUMERALS.format(number);
}

function counted(noun, number) {
  return `${numeral(number)} ${page.nouns[noun][FORMS[PLURALS.select(number)]]}`;
}

// One row of a block; the columns are those that the writer names. Places and values stay numbers of texts until a
// person opens the finding.
class Finding {
  constructor(row, texts) {
    this.rule = page.rules[row[0]];
    this.severity = row[1];
    this.state = row[2];
    this.about = texts[row[3]];
    this.posting = texts[row[4]];
    this.account = texts[row[5]];
    this.status = texts[row[6]];
    this.scheme = texts[row[7]];
    this.carrier = texts[row[8]];
    this.warehouse = texts[row[9]];
    this.deadline = texts[row[10]];
    this.roubles = row[11];
    this.cost = texts[row[12]];
    this.basis = texts[row[13]];
    this.message = texts[row[14]];
    this.field = texts[row[15]];
    this.fingerprint = texts[row[16]];
    this.address = texts[row[17]];
    this.row = row;
    this.texts = texts;
  }

  get places() {
    return this.row[18].map((number) => this.texts[number]);
  }

  get values() {
    const texts = this.row[19].map((number) => this.texts[number]);
    return texts.flatMap((text, place) => (place % 2 ? [] : [[text, texts[place + 1]]]));
  }

  get words() {
    const parts = [this.about, this.posting, this.rule.id, this.rule.name, this.rule.title, this.message, this.status];
    return [...parts, this.account, this.warehouse, this.carrier, this.deadline, ...this.places].join("\n").toLowerCase();
  }
}

const findings = blocks("findings").flatMap(({ texts, rows }) => rows.map((row) => new Finding(row, texts)));

function blocks(name) {
  return [...document.querySelectorAll(`script.${name}`)].map((block) => JSON.parse(block.textContent));
}
