// Opens the pages that browsers.py wrote in one browser, fills them in, and writes what it saw.
//   node browsers.mjs ORDER.json FOUND.json, with puppeteer-core and axe-core to be found

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , orderFile, foundFile] = process.argv;
const order = JSON.parse(readFileSync(orderFile, "utf-8"));
const require = createRequire(order.modules + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const found = { unprinted: [], version: "", requests: [], storage: [], axe: [], wide: [], walked: "", codes: {}, digits: {} };

const browser = await puppeteer.launch({
  browser: order.browser,
  executablePath: order.executable,
  headless: true,
  args: order.browser === "chrome" ? ["--no-sandbox"] : [],
  extraPrefsFirefox: { "ui.systemUsesDarkTheme": order.dark ? 1 : 0 },
  protocolTimeout: 900000,
});
found.version = await browser.version();

async function opened(file, width = 800, scale = 1) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 700, deviceScaleFactor: scale });
  if (order.dark && order.browser === "chrome") {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  }
  page.on("request", (request) => {
    const url = request.url();
    if (url !== "file://" + file && !url.endsWith("/favicon.ico")) found.requests.push(url);
  });
  await page.goto("file://" + file);
  return page;
}

async function judged(page, where) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  for (const violation of result.violations) {
    found.axe.push(`${where}: ${violation.id} ${violation.nodes.map((node) => node.html)[0]}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) found.wide.push(`${where}: ${wide}`);
}

// On paper every question is there, and nothing to click; Firefox prints, but cannot be asked.
async function printed(page, where) {
  if (order.browser !== "chrome") return;
  await page.emulateMediaType("print");
  const missing = await page.evaluate(() => {
    const seen = (element) => element.getClientRects().length > 0;
    return [...document.querySelectorAll("legend, .option, label:not(.none), footer")].filter((of) => !seen(of))
      .concat([...document.querySelectorAll("button, .digits, #code, .none")].filter(seen))
      .map((of) => of.textContent);
  });
  found.unprinted.push(...missing.map((text) => `${where}: ${text}`));
  await page.emulateMediaType(null);
}

// By keyboard alone: Enter goes on, the arrows choose, Tab reaches the buttons.
async function walked(page, places, sizes) {
  await page.focus("#start");
  await page.keyboard.press("Enter");
  for (const [n, place] of places.entries()) {
    const from = sizes[n] - 1;  // "no answer" is chosen and has the focus
    const steps = (place - from + sizes[n]) % sizes[n];
    for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowDown");
    if (n === order.safety) await judged(page, "safety question");
    await page.keyboard.press("Enter");
  }
  await judged(page, "review");
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.id === "finish")) break;
  }
  await page.keyboard.press("Enter");
  await judged(page, "end");
  return page.evaluate(() => document.getElementById("code").textContent);
}

for (const [width, scale] of [[800, 1], [320, 1], [640, 2]]) {
  for (const [name, file] of Object.entries(order.looked_at)) {
    const page = await opened(file, width, scale);
    await judged(page, `${name} ${width}`);
    await printed(page, name);
    if (name === "script") {
      found.walked = await walked(page, order.walk, order.sizes);
      found.storage.push(...await page.evaluate(async () => [
        document.cookie,
        ...(() => { try { return Object.keys(localStorage); } catch { return []; } })(),
        ...(() => { try { return Object.keys(sessionStorage); } catch { return []; } })(),
      ].filter(Boolean)));
    }
    await printed(page, `${name} at its end`);
    if (width === 800 && !order.dark) {
      await page.pdf({ path: `${order.folder}/${order.browser}-${name}-a4.pdf`, format: "A4" });
      await page.pdf({ path: `${order.folder}/${order.browser}-${name}-letter.pdf`, format: "Letter" });
    }
    await page.screenshot({ path: `${order.folder}/${order.browser}-${name}-${width}${order.dark ? "-dark" : ""}.png` });
    await page.close();
  }
}

for (const [id, { script, plain, sets }] of Object.entries(order.filled_in)) {
  let page = await opened(script);
  found.codes[id] = await page.evaluate((sets) => sets.map((set) => {
    set.forEach((place, n) => { document.getElementById(`a${n}-${place}`).checked = true; });
    document.getElementById("finish").click();
    return document.getElementById("code").textContent;
  }), sets);
  await page.close();
  page = await opened(plain);
  found.digits[id] = await page.evaluate((sets) => sets.map((set) => {
    set.forEach((place, n) => { document.getElementById(`a${n}-${place}`).checked = true; });
    const check = document.querySelector(".c0");
    const shown = [...document.querySelectorAll(".digits i")]
      .filter((digit) => getComputedStyle(digit).display !== "none")
      .map((digit) => digit.textContent).join("");
    return shown + getComputedStyle(check).getPropertyValue("--c0").padStart(2, "0");
  }), sets);
  await page.close();
}
await browser.close();
writeFileSync(foundFile, JSON.stringify(found));
