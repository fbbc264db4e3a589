// The sealed code of docs/forms_away.md. The same as src/romtui/domain/away/sealed_code.py:
// a change here is a change there, and a new version of the code.

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION = 1, DAYS = 1024n, DAY_UNKNOWN = 1023, LASTS_DAYS = 1000;

const ROUND = Uint32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

// Plain script, because a page that was opened as a file has no crypto.subtle everywhere.
function sha256(bytes) {
  const padded = new Uint8Array(((bytes.length + 8 >> 6) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const turn = (x, n) => x >>> n | x << 32 - n;
  const state = Uint32Array.from(START), w = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let t = 0; t < 64; t++) {
      if (t < 16) w[t] = view.getUint32(block + t * 4);
      else {
        const a = w[t - 15], b = w[t - 2];
        w[t] = w[t - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3)
          + w[t - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUND[t] + w[t];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, n) => { state[n] += word; });
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, n) => digest.setUint32(n * 4, word));
  return new Uint8Array(digest.buffer);
}

// Keys here are never longer than a block.
function hmac(key, message) {
  const pad = (byte) => Uint8Array.from({ length: 64 }, (_, n) => (key[n] ?? 0) ^ byte);
  return sha256([...pad(0x5c), ...sha256([...pad(0x36), ...message])]);
}

const toNumber = (bytes) => bytes.reduce((number, byte) => number << 8n | BigInt(byte), 0n);
const toBytes = (number, length) =>
  Array.from({ length }, (_, n) => Number(number >> BigInt(8 * (length - 1 - n)) & 255n));
const written = (number, signs) =>
  Array.from({ length: signs }, (_, n) => SIGNS[number >> BigInt(5 * (signs - 1 - n)) & 31n]).join("");

// The code of a payload that so many characters hold; `secret` is 32 hexadecimal digits.
function seal(secret, payload, signs) {
  const key = toBytes(BigInt("0x" + secret), 16), length = Math.ceil(signs * 5 / 8);
  const ascii = (text) => Array.from(text, (sign) => sign.charCodeAt(0));
  const mac = hmac(key, ascii("romtui page 1 mac")), enc = hmac(key, ascii("romtui page 1 enc"));
  const head = [VERSION, signs >> 8, signs & 255];
  const tag = [...hmac(mac, [...head, ...toBytes(payload, length)]).slice(0, 5)];
  const stream = [];
  for (let n = 0; stream.length < length; n++) stream.push(...hmac(enc, [...tag, n]));
  const mask = (1n << BigInt(5 * signs)) - 1n;
  const sealed = payload ^ toNumber(stream.slice(0, length)) & mask;
  return SIGNS[VERSION] + written(sealed, signs) + written(toNumber(tag), 8);
}

// The code of one sitting: `places` are the answers, each below its size, the first question first.
function codeOf(secret, day, places, sizes) {
  let values = DAYS, payload = BigInt(day);
  places.forEach((place, n) => {
    values *= BigInt(sizes[n]);
    payload = payload * BigInt(sizes[n]) + BigInt(place);
  });
  return seal(secret, payload, Math.ceil((values - 1n).toString(2).length / 5));
}

// Whole days since the page was made (2026-11-30), by this device's calendar; west of where it
// was made it may still be the day before.
function daySince(made, now) {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.round((today - Date.parse(made + "T00:00:00Z")) / 86400000);
  return days >= -1 && days <= LASTS_DAYS ? Math.max(days, 0) : DAY_UNKNOWN;
}

const inGroups = (code) => code.match(/.{1,4}/g).join("-");
