// What the phone knows: its place, its compass; and a photo made small enough to wait here.

const LONGEST_SIDE = 2048;
const EARTH_M = 6371000;

export function place() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error("no geolocation"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, accuracy_m: Math.round(coords.accuracy) }),
      reject,
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 10000 },
    );
  });
}

// Degrees clockwise from north of the phone's top edge. iOS asks the person first and has a compass of its own.
export async function heading() {
  if (typeof DeviceOrientationEvent === "undefined") throw new Error("no compass");
  if (DeviceOrientationEvent.requestPermission && (await DeviceOrientationEvent.requestPermission()) !== "granted") throw new Error("refused");
  const name = "ondeviceorientationabsolute" in window ? "deviceorientationabsolute" : "deviceorientation";
  return new Promise((resolve, reject) => {
    const done = (act, value) => {
      removeEventListener(name, heard);
      clearTimeout(late);
      act(value);
    };
    const heard = (event) => {
      const degrees = event.webkitCompassHeading ?? (event.absolute && event.alpha !== null ? 360 - event.alpha : null);
      if (degrees !== null && degrees !== undefined) done(resolve, Math.round(((degrees % 360) + 360) % 360));
    };
    const late = setTimeout(() => done(reject, new Error("no compass")), 4000);
    addEventListener(name, heard);
  });
}

// As bytes: Safari loses blobs that wait in IndexedDB.
export async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    return { photo: await blob.arrayBuffer(), photoType: "image/jpeg" };
  } catch {
    return { photo: await file.arrayBuffer(), photoType: file.type };
  }
}

export function metres(lon, lat, other) {
  const radians = Math.PI / 180;
  const across = (other.lon - lon) * radians * Math.cos(((lat + other.lat) / 2) * radians);
  return EARTH_M * Math.hypot(across, (other.lat - lat) * radians);
}
