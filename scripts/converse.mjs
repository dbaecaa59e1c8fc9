/** A persistent Python that is asked in lines of JSON and answers in such lines, in turn. */
import { spawn } from "node:child_process";
import { basename } from "node:path";
import { createInterface } from "node:readline";

/**
 * @param {string} python
 * @param {string} script
 * @param {Record<string, string | undefined>} [env]
 * @returns {{ ask: (request: object) => Promise<any>, close: () => void }}
 */
export function converse(python, script, env = process.env) {
  const child = spawn(python, ["-B", script], { env, stdio: ["pipe", "pipe", "inherit"] });
  const end = () => void child.kill(); // an interrupted run does not wait for a long fit
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const waiting = [];
  const failed = (reason) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${basename(script)}: ${reason}`));
  };
  child.on("error", ({ message }) => failed(message));
  child.on("exit", (code, signal) => failed(`ended with ${code ?? signal}`));
  child.stdin.on("error", ({ message }) => failed(message));
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  const ask = (request) =>
    new Promise((resolve, reject) => {
      if (child.exitCode !== null) return reject(new Error(`${basename(script)}: has ended`));
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  return { ask, close: () => child.stdin.end() };
}
