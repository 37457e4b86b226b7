// While an hour is chosen: the same moment on clocks abroad, and how far away it is. The
// office's time has no summer, so its distance from UTC is a constant of the page.
addEventListener("DOMContentLoaded", () => {
  const told = document.querySelector("output[data-moment]");
  const field = told && document.getElementById(told.htmlFor.value);
  if (!field) return;
  const language = document.documentElement.lang;
  const offset = Number(document.body.dataset.adminUtcOffset) * 1000;
  const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long", timeStyle: "short", timeZone: "UTC",
  });
  const away = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const distance = (minutes) =>
    minutes <= 90 ? away.format(minutes, "minute")
      : minutes <= 36 * 60 ? away.format(Math.round(minutes / 60), "hour")
        : away.format(Math.round(minutes / 1440), "day");
  const show = () => {
    const local = Date.parse(`${field.value}Z`);
    const minutes = Math.round((local - offset - Date.now()) / 60000);
    told.value = Number.isNaN(local) ? ""
      : minutes < 0 ? told.dataset.past
        : `${clock.format(local)} ${told.dataset.here} · ${clock.format(local - offset)} UTC · ${distance(minutes)}`;
  };
  field.addEventListener("input", show);
  show();
});
