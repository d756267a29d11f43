// On a page too narrow for a map beside its controls the rows come first: a fresh address opens the table.
(function () {
  const narrow = window.matchMedia("(max-width: 760px)").matches;
  if (narrow && !location.search) history.replaceState(null, "", `${location.pathname}?table=crimes`);
})();
