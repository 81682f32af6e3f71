// Days, weeks or months: as many spans as a chart has room for, and none left out between the first and the last.

const DAY = 86400000;
const MOST_SPANS = 45;

function calendarOf(days) {
  const ordered = [...new Set(days)].sort();
  const [first, last] = [ordered[0] ?? "", ordered.at(-1) ?? ""];
  const length = first ? (Date.parse(last) - Date.parse(first)) / DAY + 1 : 0;
  const unit = length <= MOST_SPANS ? "day" : length <= 7 * MOST_SPANS ? "week" : "month";
  const spanOf = (day) => (day ? beginning(day, unit) : "");
  return { unit, spanOf, spans: first ? spansBetween(spanOf(first), spanOf(last), unit) : [], label: (key) => spanLabel(key, unit) };
}

function beginning(day, unit) {
  if (unit === "day") return day;
  if (unit === "month") return `${day.slice(0, 7)}-01`;
  const moment = Date.parse(day);
  return written(moment - ((new Date(moment).getUTCDay() + 6) % 7) * DAY);
}

function spansBetween(first, last, unit) {
  const spans = [];
  for (let span = first; span <= last && spans.length < 1000; span = next(span, unit)) spans.push(span);
  return spans;
}

function next(span, unit) {
  if (unit === "month") return beginning(written(Date.parse(span) + 31 * DAY), unit);
  return written(Date.parse(span) + (unit === "week" ? 7 : 1) * DAY);
}

function written(moment) {
  return new Date(moment).toISOString().slice(0, 10);
}

function spanLabel(key, unit) {
  if (!key) return say("unknown");
  return unit === "week" ? say("week", { day: key }) : unit === "month" ? key.slice(0, 7) : key;
}

// A date as short as an axis needs it.
function tick(span, unit) {
  const parts = unit === "month" ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(page.lang, { ...parts, timeZone: "UTC" }).format(Date.parse(span));
}
