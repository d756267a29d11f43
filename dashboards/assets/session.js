// What every request may meet: a session that has ended (the door answers with the sign-in page, or 401), a mistake of
// ours, a server that is away. The first leads to the sign-in; the others are told in the frame, and what is shown stays.
(function () {
  const ask = window.fetch.bind(window);
  const isCallback = (asked) => String(asked.url || asked).includes("_dash-update-component");

  function told(text) {
    const place = document.getElementById("trouble");
    if (place) place.textContent = text;
  }

  const words = (name) => (document.getElementById("trouble") || { dataset: {} }).dataset[name] || "";

  async function sentence(response) {
    const body = await response.clone().json().catch(() => ({}));
    const reference = body.reference ? ` ${words("reference")} ${body.reference}` : "";
    return `${body.error || words("failed")}${reference}`;
  }

  window.fetch = async function (...request) {
    let response;
    try {
      response = await ask(...request);
    } catch (error) {
      if (isCallback(request[0])) told(words("away"));
      throw error;
    }
    const turnedAway = response.redirected && new URL(response.url).pathname.startsWith("/login");
    const over = turnedAway || response.status === 401;
    // Whoever changes the person (person.js) goes to the sign-in by a way of its own.
    if (over && !document.documentElement.dataset.leaving) location.reload();
    else if (!over && isCallback(request[0])) told(response.ok ? "" : await sentence(response));
    return response;
  };
})();
