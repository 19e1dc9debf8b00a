"use strict";
// Draws the charts, squeezes names into their room, opens what a link leads into, and unfolds
// everything for print.
(() => {
  const ink = "var(--ink)", soft = "var(--soft)", line = "var(--line)";
  const config = {
    aria: false,
    background: "transparent",
    font: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    view: { stroke: null },
    axis: {
      labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line,
      labelFontSize: 11, titleFontSize: 11.5, titleFontWeight: "normal", titlePadding: 6,
    },
    legend: { labelColor: ink, labelFontSize: 12, symbolSize: 70, columnPadding: 14, offset: 8 },
    text: { color: ink, fontSize: 12 },
    rule: { color: ink },
    point: { color: ink },
    rect: { color: "var(--c1)" },
    range: {
      category: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `var(--c${n})`),
      symbol: ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke", "wedge"],
    },
  };
  const options = {
    mode: "vega-lite", renderer: "svg", actions: false, ast: true, config,
    tooltip: { theme: "custom" },
  };

  const specifications = JSON.parse(document.getElementById("specifications").textContent);
  for (const place of document.querySelectorAll("[data-chart]")) {
    vegaEmbed(place, specifications[place.dataset.chart], options)
      .then(() => place.setAttribute("data-drawn", "yes"))
      .catch((error) => {
        place.textContent = "This chart could not be drawn; its numbers are in the table below.";
        console.error(error);
      });
  }

  for (const text of document.querySelectorAll("[data-room]")) {
    if (text.getComputedTextLength() <= Number(text.dataset.room)) continue;
    text.setAttribute("textLength", text.dataset.room);
    text.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }

  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target) target.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open]):not(.unprinted)")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
