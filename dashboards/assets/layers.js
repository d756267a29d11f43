// The field above the layers keeps those whose name or legend has what is typed.
(function () {
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е").replaceAll("ґ", "г");

  document.addEventListener("input", (event) => {
    if (event.target.id !== "layer-search") return;
    const wanted = plain(event.target.value.trim());
    for (const group of document.querySelectorAll(".sc-layers section")) {
      const rows = [...group.querySelectorAll(".sc-layer")];
      for (const row of rows) row.hidden = !plain(row.textContent).includes(wanted);
      group.hidden = rows.every((row) => row.hidden);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "layer-search" || event.key !== "Escape") return;
    event.preventDefault();
    // As if it were typed: a value that Dash still holds back would come over one that is set behind it.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(event.target, "");
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
