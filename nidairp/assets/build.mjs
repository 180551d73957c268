// Builds the theme: the sources beside this file become nidairp/static/, which is not committed.
//
//   theme.scss, admin.scss   -> theme.css, admin-theme.css   (icons are put inside)
//   the fonts of USWDS       -> fonts/                       (cut to what is needed: fonts.mjs)
//   site.js, list.js, admin.js -> site.js, list.js, admin-names.js
//   public/**                -> as it is
//
// Not a watcher and not a dev server: run it again (make theme) after a change.

import { cp, mkdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileAsync } from "sass";
import { cutFonts } from "./fonts.mjs";

const sources = dirname(fileURLToPath(import.meta.url));
const packages = resolve(sources, "../../node_modules");
const target = resolve(sources, "../static");
const made = `${target}.new`;

const styles = { "theme.css": "theme.scss", "admin-theme.css": "admin.scss" };
const scripts = { "site.js": "site.js", "list.js": "list.js", "admin-names.js": "admin.js" };
const browsers = ["chrome111", "edge111", "firefox113", "safari16.4"];

async function compiled(source) {
  const { css } = await compileAsync(join(sources, source), {
    loadPaths: [sources, join(packages, "@uswds/uswds/packages")],
    quietDeps: true,
    style: "expanded",
  });
  return { contents: css, loader: "css", resolveDir: sources };
}

// An address in our styles is relative to this folder, save the fonts, which are cut into the target.
// USWDS writes its own as if it lay beside its dist folder's styles.
const addresses = {
  name: "addresses",
  setup(api) {
    api.onResolve({ filter: /^fonts\// }, ({ path }) => ({ path, external: true }));
    api.onResolve({ filter: /^\.\.\/(fonts|img)\// }, ({ path }) => ({
      path: join(packages, "@uswds/uswds/dist/css", path),
    }));
  },
};

const shared = {
  bundle: true,
  minify: true,
  target: browsers,
  logLevel: "warning",
  legalComments: "none",
  plugins: [addresses],
  loader: { ".woff2": "file", ".png": "file", ".webp": "file", ".svg": "dataurl" },
};

async function style([name, source]) {
  const stdin = { ...(await compiled(source)), sourcefile: source };
  await build({ ...shared, stdin, outfile: join(made, name), assetNames: "assets/[name]" });
}

async function script([name, source]) {
  await build({ ...shared, entryPoints: [join(sources, source)], outfile: join(made, name) });
}

const fonts = () => cutFonts(join(packages, "@uswds/uswds/dist/fonts"), join(made, "fonts"));

async function main() {
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true });
  await Promise.all([...Object.entries(styles).map(style), ...Object.entries(scripts).map(script), fonts()]);
  if (existsSync(join(sources, "public"))) {
    await cp(join(sources, "public"), made, { recursive: true });
  }
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
}

try {
  await main();
} catch (problem) {
  if (!problem.errors) console.error(problem.message); // esbuild has already said what was wrong
  process.exitCode = 1;
}
