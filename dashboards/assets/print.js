// Printing: asks the server for the sheet's texts, adds the map as it stands, its scale and legend, and prints.
(function () {
  const city = window.safecity;

  city.print = function () {
    const { filters, table, sort } = city.read();
    const shown = [...document.querySelectorAll(".sc-layers input:checked")].map((one) => one.value);
    window.dash_clientside.set_props("print-asked", { data: { filters, layer: table || null, sort: sort || null, shown, at: Date.now() } });
  };

  // The map's picture, and a bar as long on paper as the scale is on the picture.
  async function picture() {
    const canvas = city.instance.getCanvas();
    const image = new Image();
    image.alt = "";
    image.src = canvas.toDataURL("image/png");
    await image.decode();
    const scale = document.querySelector(".maplibregl-ctrl-scale");
    const bar = document.createElement("span");
    bar.className = "sc-print__scale";
    bar.style.width = `${(100 * scale.offsetWidth) / canvas.clientWidth}%`;
    bar.textContent = scale.textContent;
    const credit = document.createElement("span");
    credit.className = "sc-print__credit";
    credit.textContent = document.querySelector(".maplibregl-ctrl-attrib").textContent;
    return [image, bar, credit];
  }

  // Playback shows a part of what the filters leave: the sheet says which.
  function playing() {
    const told = document.querySelector(".sc-play:not([hidden]) .sc-play__when");
    const line = document.createElement("b");
    line.className = "sc-print__when";
    line.textContent = told ? told.textContent : "";
    return line;
  }

  // What is switched on, with the figures of the view and the parts of its legend that are drawn at this zoom.
  function legend() {
    return [...document.querySelectorAll(".sc-layer")].filter((row) => row.querySelector("input:checked")).map((row) => {
      const copy = document.createElement("div");
      copy.className = "sc-print__layer";
      for (const part of row.querySelectorAll(":scope > .sc-symbol, :scope > .sc-layer__name, :scope > .sc-num, :scope > .sc-layer__late, .sc-layer__line")) {
        if (getComputedStyle(part).display !== "none") copy.append(part.cloneNode(true));
      }
      return copy;
    });
  }

  // Ctrl+P prints the sheet, not the screen.
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !city.instance) return;
    event.preventDefault();
    city.print();
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    paper: {
      async ready(parts) {
        const place = document.getElementById("print-map");
        if (!parts || !place) return window.dash_clientside.no_update;
        place.replaceChildren(...await picture());
        document.getElementById("print-legend").replaceChildren(playing(), ...legend());
        document.getElementById("print-link").textContent = location.href;
        document.body.dataset.printed = String(Date.now());
        window.print();
        return null;
      },
    },
  });
})();
