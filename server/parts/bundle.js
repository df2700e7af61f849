// Bundles each entry for browsers, named by its content, with what names and licenses the parts, and
// draws the map of the world; adds the fonts of pictures that the server draws as PNG:
//     node bundle.js FOLDER
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { world } from "./world.js";

const CODED = /\.(js|css)$/;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf"];
const [folder] = process.argv.slice(2);

const entries = (await readdir("entries")).sort().map((name) => join("entries", name));
const { metafile, outputFiles } = await build({
  entryPoints: entries,
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "dataurl", ".woff2": "file", ".ttf": "file", ".eot": "empty", ".woff": "empty" },
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  metafile: true,
  write: false,
  logLevel: "warning",
});

await mkdir(folder, { recursive: true });
for (const { path, contents } of outputFiles) {
  await writeFile(path, contents);
  if (CODED.test(path)) {
    await writeFile(`${path}.br`, brotliCompressSync(contents, BROTLI));
    await writeFile(`${path}.gz`, gzipSync(contents, { level: 9 }));
  }
}
for (const font of FONTS) await copyFile(join("node_modules/dejavu-fonts-ttf/ttf", font), join(folder, font));
await writeFile(join(folder, "licences.txt"), await licences());
await writeFile(join(folder, "world.json"), world());
await writeFile(join(folder, "names.json"), JSON.stringify(names(metafile.outputs), null, 1));

// What a page calls a part ("sigma.js"), with the name of its file ("sigma-4Q2ZKXPL.js").
function names(outputs) {
  const found = {};
  for (const [path, { entryPoint, cssBundle }] of Object.entries(outputs)) {
    if (!entryPoint) continue;
    const name = basename(entryPoint, ".js");
    found[`${name}.js`] = basename(path);
    if (cssBundle) found[`${name}.css`] = basename(cssBundle);
  }
  return found;
}

// The licence of each package that the bundles are made of, as its authors wrote it.
async function licences() {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const bundled = Object.keys(packages).filter((path) => path && !packages[path].dev);
  return (await Promise.all(bundled.sort().map(licence))).join(`\n${"-".repeat(80)}\n\n`);
}

async function licence(path) {
  const { name, version, license } = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  const file = (await readdir(path)).sort().find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(join(path, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text}`;
}
