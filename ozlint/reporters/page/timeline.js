// What happened to a posting: a picture to scale, and a table that says the same in words.

const LEFT = 84;
const RIGHT = 96;
const LANE = 54;
const TOP = 34;
const NARROWEST_GAP = 16;
const LETTER = 6.4;

let timelines;

function timelineOf(posting) {
  timelines ??= new Map(blocks("timelines").flatMap((block) => Object.entries(block)));
  return (timelines.get(posting) ?? []).map(([at, when, lane, what, code, contradicts], place) => ({
    at, when, lane, what, code, contradicts: Boolean(contradicts), number: place + 1,
  }));
}

function timeline(events, width) {
  return element(
    "section",
    { class: "timeline", "aria-label": say("timeline") },
    element("h3", {}, say("timeline")),
    picture(events, width),
    eventTable(events),
  );
}

const lookUp = (map, name) => (Object.hasOwn(map, name) ? map[name] : undefined);
const inShort = ({ lane, what }) =>
  lane === "carrier" ? what : lookUp(lane === "plan" ? page.actions : page.moments, what) ?? what;

function inFull(event) {
  const meaning = event.lane !== "ozon" ? undefined : lookUp(page.statuses, event.what);
  return meaning ? `${event.what}: ${meaning}` : inShort(event);
}

function eventTable(events) {
  const heads = ["", say("when"), say("who"), say("what")];
  const rows = events.map((event) =>
    element(
      "tr",
      { class: event.contradicts ? "contradiction" : null },
      element("td", { class: "number" }, numeral(event.number)),
      element("td", { class: "when" }, event.when || say("no_time")),
      element("td", {}, page.lanes[event.lane]),
      element(
        "td",
        {},
        inFull(event),
        event.code ? element("span", { class: "code" }, ` ${event.code}`) : null,
        event.contradicts ? element("strong", { class: "bad" }, ` ${say("contradiction")}`) : null,
      ),
    ),
  );
  return element(
    "table",
    { class: "events" },
    element("thead", {}, element("tr", {}, heads.map((head) => (head ? element("th", { scope: "col" }, head) : element("td"))))),
    element("tbody", {}, rows),
  );
}

function picture(events, width) {
  const timed = events.filter((event) => event.at !== null).sort((one, other) => one.at - other.at);
  if (timed.length < 2) return null;
  const lanes = Object.keys(page.lanes).filter((lane) => lane !== "plan" || timed.some((event) => event.lane === "plan"));
  const now = Date.parse(page.now) / 1000;
  const points = [...timed, ...(now > timed[0].at ? [{ at: now, lane: "now" }] : [])].sort((one, other) => one.at - other.at);
  const whole = Math.max(width, LEFT + RIGHT + points.length * NARROWEST_GAP);
  setApart(points, LEFT, whole - RIGHT);
  const bottom = TOP + lanes.length * LANE;
  const levelOf = (lane) => TOP + lanes.indexOf(lane) * LANE + LANE / 2 - 6;
  const view = `0 0 ${whole} ${bottom + 24}`;
  return element(
    "div",
    { class: "picture", role: "region", "aria-label": say("timeline"), tabindex: 0 },
    drawn(
      "svg",
      { viewBox: view, width: whole, height: bottom + 24, role: "img", "aria-label": say("drawn") },
      lanes.map((lane) => laneLine(lane, levelOf(lane), whole)),
      axis(points, bottom),
      points.filter((point) => point.lane === "now").map((point) => nowLine(point, bottom)),
      timed.filter((event) => event.contradicts).map((event) => breach(event, levelOf(lanes[0]), levelOf(lanes.at(-1)))),
      lanes.flatMap((lane) => laneEvents(timed.filter((event) => event.lane === lane), levelOf(lane), whole)),
    ),
  );
}

// Each gap is as wide as it is long, over a width that keeps neighbours apart; the same moment is one place.
function setApart(points, left, right) {
  const gaps = points.slice(1).map((point, place) => point.at - points[place].at);
  const least = points.slice(1).map((point, place) => (gaps[place] || point.lane === points[place].lane ? NARROWEST_GAP : 0));
  const long = gaps.reduce((sum, gap) => sum + gap, 0) || 1;
  const scale = Math.max(right - left - least.reduce((sum, one) => sum + one, 0), 0) / long;
  let x = left;
  points.forEach((point, place) => {
    if (place) x += least[place - 1] + gaps[place - 1] * scale;
    point.x = x;
  });
}

function laneLine(lane, y, whole) {
  return [
    drawn("line", { x1: LEFT - 10, x2: whole - 8, y1: y, y2: y, class: "lane" }),
    drawn("text", { x: 0, y: y + 4, class: "lane-name" }, page.lanes[lane]),
  ];
}

function laneEvents(events, y, whole) {
  return events.flatMap((event, place) => {
    const room = ((events[place + 1]?.x ?? whole) - event.x - 4) / LETTER;
    return [mark(event, y), drawn("text", { x: event.x - 5, y: y - 12 }, labelOf(event, room))];
  });
}

// As much of the words as there is room for, and always the number that the table has.
function labelOf(event, room) {
  const label = `${event.number} ${inShort(event)}`;
  if (label.length <= room) return label;
  return room < 10 ? String(event.number) : `${label.slice(0, Math.floor(room) - 1).trimEnd()}…`;
}

function mark(event, y) {
  const { x, lane } = event;
  if (event.contradicts) return drawn("path", { d: `M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z`, class: "mark contradiction" });
  return drawn("circle", { cx: x, cy: y, r: 5, class: `mark ${lane}` });
}

function breach(event, top, bottom) {
  return drawn("line", { x1: event.x, x2: event.x, y1: top - 6, y2: bottom + 6, class: "breach" });
}

function nowLine(point, bottom) {
  return [
    drawn("line", { x1: point.x, x2: point.x, y1: 16, y2: bottom, class: "now" }),
    drawn("text", { x: point.x, y: 11, class: "now-name" }, say("now")),
  ];
}

// Dates where a day begins to have events, and how long the long gaps are.
function axis(points, y) {
  const parts = [drawn("line", { x1: LEFT - 10, x2: points.at(-1).x + 8, y1: y, y2: y, class: "axis" })];
  let free = -Infinity;
  let day = "";
  points.forEach((point, place) => {
    const own = written(point.at * 1000);
    parts.push(drawn("line", { x1: point.x, x2: point.x, y1: y - 3, y2: y + 3, class: "axis" }));
    if (own !== day && point.x - 5 >= free) {
      parts.push(drawn("text", { x: point.x - 5, y: y + 18, class: "date" }, tick(own, "day")));
      free = point.x + 52;
      day = own;
    }
    const gap = place ? point.at - points[place - 1].at : 0;
    if (gap >= 21600 && point.x - points[place - 1].x >= 40) {
      parts.push(drawn("text", { x: (point.x + points[place - 1].x) / 2, y: y - 4, class: "gap" }, duration(gap)));
    }
  });
  return parts;
}

function duration(seconds) {
  const hours = Math.round(seconds / 3600);
  return hours < 48 ? say("hours", { number: numeral(hours) }) : say("days", { number: numeral(Math.round(hours / 24)) });
}
