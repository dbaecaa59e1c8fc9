/** Runs a command to its end and hands back what it said. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the checkout, without a trailing slash. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, show?: boolean, seconds?: number }} [options]
 *   show: let it write to the terminal; seconds: when to give up and stop it
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code is 127 where the command is not to be
 *   found and 124 where its time was up
 */
export function run(command, args, { cwd = root, env = {}, show = false, seconds = 3600 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let timeIsUp = false;
    const timer = setTimeout(() => {
      timeIsUp = true;
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: `${stderr}${error.message}\n` });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (timeIsUp) stderr += `stopped after ${seconds} s\n`;
      resolve({ code: timeIsUp ? 124 : (code ?? 1), stdout, stderr });
    });
  });
}
