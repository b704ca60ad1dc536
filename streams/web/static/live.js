// Keeps the figures of the live page current: asks for them, and puts each where it belongs by its id.
"use strict";

const live = document.getElementById("live");
const every = Number(live.dataset.refresh) * 1000;

function setText(id, text) {
  const element = document.getElementById(id);
  // Only what changed, so that a screen reader is not told the same state again and again.
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

function setRows(id, rows) {
  const body = document.getElementById(id);
  body.replaceChildren(...rows.map((cells) => {
    const row = document.createElement("tr");
    row.append(...cells.map((text, place) => {
      const cell = document.createElement(place === 0 ? "th" : "td");
      if (place === 0) {
        cell.scope = "row";
      }
      cell.textContent = text;
      return cell;
    }));
    return row;
  }));
}

function setBars(id, heights) {
  const drawing = document.getElementById(id);
  const whole = drawing.viewBox.baseVal.height;
  const bars = drawing.querySelectorAll("rect");
  heights.forEach((height, place) => {
    bars[place].setAttribute("y", whole - height);
    bars[place].setAttribute("height", height);
  });
}

async function refresh() {
  if (document.hidden) {
    setTimeout(refresh, every);
    return;
  }
  try {
    const answer = await fetch("/live.json", { cache: "no-store" });
    if (!(answer.headers.get("content-type") ?? "").startsWith("application/json")) {
      // Refused before anything was looked at: the answer is one line of text.
      throw new Error((await answer.text()).trim());
    }
    const view = await answer.json();
    if (!answer.ok) {
      throw new Error(view.problem);
    }
    live.dataset.state = view.state;
    Object.entries(view.texts).forEach(([id, text]) => setText(id, text));
    Object.entries(view.rows).forEach(([id, rows]) => setRows(id, rows));
    Object.entries(view.bars).forEach(([id, heights]) => setBars(id, heights));
  } catch (error) {
    live.dataset.state = "unknown";
    const reason = error instanceof TypeError ? "quotewire web does not answer." : error.message;
    setText("state", `These figures are no longer current: ${reason}`);
  }
  setTimeout(refresh, every);
}

setTimeout(refresh, every);
