import type { Command } from "commander";
import type { Catalogue, Parameters } from "../part.ts";
import type { Controller } from "../shift/controller.ts";
import type { Host } from "./host.ts";

/** `plumbline links`, `learners`, `marginals`, `adversaries`, `controllers`: what the options of those names can take, from the catalogues. */
export function parts(program: Command, host: Host): void {
  program
    .command("links")
    .summary("list the links that --link can name")
    .description("Lists the links σ with their formulas and parameters; write them as in --link leakyRelu:slope=0.2.")
    .action(async () => {
      const { links } = await import("../problem/links/index.ts");
      const { text } = await import("../math/formula.ts");
      listed(host, links, (link) => [
        `σ(z) = ${text(link.value).replace(/\bm\b/g, "z")}`,
        ...(link.monotone ? [] : ["not monotone: generate draws with it, fit refuses it"]),
      ]);
    });
  program
    .command("learners")
    .summary("list the learners that fit --learner can name")
    .description(
      "Lists the complete algorithms. Without --learner the link decides: monotoneSim finds one, monotoneGlm is told.",
    )
    .action(async () => {
      const { learners } = await import("../learners/index.ts");
      listed(host, learners, ({ link }) => {
        if (link === "told") return ["known link: name it with --link"];
        return [link === "found" ? "unknown link" : "always with its own link"];
      });
    });
  program
    .command("marginals")
    .summary("list the laws of x that generate --marginal can name")
    .description("Lists the marginals with their parameters; write them as in --marginal studentT:degrees=5.")
    .action(async () => {
      const { marginals } = await import("../problem/marginals/index.ts");
      listed(host, marginals, () => []);
    });
  program
    .command("adversaries")
    .summary("list who can corrupt labels for generate --adversary")
    .description(
      "Lists the adversaries with what their budget is of, a share of rows or of energy, and their parameters.",
    )
    .action(async () => {
      const { adversaries } = await import("../problem/adversaries/index.ts");
      listed(host, adversaries, ({ budgetOf }) => [`budget of ${budgetOf}`]);
    });
  program
    .command("controllers")
    .summary("list who can decide in mixture --controller")
    .description(
      "Lists the mixture controllers with what they must be told, and their parameters; write them as in\n--controller pdKl:step=0.5, or pd-kl:step=0.5.",
    )
    .action(async () => {
      const { controllers } = await import("../shift/controllers/index.ts");
      listed<Controller>(host, controllers, ({ needs }) => [NEEDS[needs]]);
    });
}

const NEEDS: Readonly<Record<Controller["needs"], string>> = {
  nothing: "takes no notice of losses",
  losses: "told losses",
  references: "told losses and references",
};

/** A name, its sentence, what else there is to say of it, and a line a parameter. */
function listed<T>(host: Host, catalogue: Catalogue<T>, saying: (part: T) => readonly string[]): void {
  for (const [name, factory] of Object.entries(catalogue)) {
    const parameters: Parameters = factory.parameters;
    const settings = Object.entries(parameters).map(
      ([word, { symbol, initial, about }]) => `${word}=${[initial].flat().join(",")}  ${symbol}: ${about}`,
    );
    const lines = [factory.about, ...saying(factory()), ...settings].map((line) => `    ${line}\n`);
    host.stdout.write(`${name}\n${lines.join("")}`);
  }
}
