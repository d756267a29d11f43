// A session that has ended is told by the door: whatever is asked then comes back as the sign-in page, or as 401.
(function () {
  const ask = window.fetch.bind(window);
  window.fetch = async function (...request) {
    const response = await ask(...request);
    const turnedAway = response.redirected && new URL(response.url).pathname.startsWith("/login");
    if (turnedAway || response.status === 401) location.reload();
    return response;
  };
})();
