/**
 * `node scripts/fashion.mjs`: fetches Fashion-MNIST (70 000 images of 28×28, MIT license) from Debian's package
 * dataset-fashion-mnist into .cache/fashion-mnist/, where `plumbline study mode-connectivity` looks for it. Needs apt.
 */
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "./run.mjs";

const FILES = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
const into = join(root, ".cache", "fashion-mnist");
const workshop = await mkdtemp(join(tmpdir(), "plumbline-fashion-"));
try {
  await must("apt-get", ["download", "dataset-fashion-mnist"]);
  const name = (await readdir(workshop)).find((file) => file.endsWith(".deb"));
  await must("dpkg-deb", ["-x", name, "."]);
  await mkdir(into, { recursive: true });
  for (const file of FILES) {
    const from = join(workshop, "usr", "share", "datasets", "fashion-mnist", `${file}-ubyte.gz`);
    await copyFile(from, join(into, `${file}-ubyte.gz`));
  }
  process.stdout.write(`${into}\n`);
} finally {
  await rm(workshop, { recursive: true });
}

async function must(command, words) {
  const { code, stderr } = await run(command, words, { cwd: workshop });
  if (code !== 0) throw new Error(`${command}: ${stderr}`);
}
