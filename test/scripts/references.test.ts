import { expect, test } from "vitest";
import { referenceProblems } from "../../scripts/check/references.mjs";

const BIBLIOGRAPHY = { path: "references.bib", text: "@inproceedings{AuerHW1995,\n}\n\n@book{McCullaghN1989,\n}\n" };
const said = (text: string, page = ""): string[] =>
  referenceProblems([{ path: "src/a.ts", text }], [{ path: "README.md", text: page }], BIBLIOGRAPHY).map(
    ({ what }) => what,
  );

test("all cited, all listed", () => {
  expect(said('/** See [AuerHW1995]. */ export const a = { reference: "McCullaghN1989" };')).toEqual([]);
  expect(said('export const a = { reference: "AuerHW1995, McCullaghN1989" };')).toEqual([]);
  expect(said('/** AuerHW1995 */ export const a = { reference: "folklore" };', "by McCullaghN1989")).toEqual([]);
});

test("a citation without an entry, in a part and in a comment", () => {
  expect(said('/** AuerHW1995, McCullaghN1989 */ export const a = { reference: "Nobody1900" };')).toEqual([
    "Nobody1900 is not in references.bib",
  ]);
  expect(said("/** AuerHW1995, McCullaghN1989, NobodyXY2000b */ export const a = 1;")).toEqual([
    "NobodyXY2000b is not in references.bib",
  ]);
});

test("a citation without an entry, in a page", () => {
  expect(said("/** AuerHW1995, McCullaghN1989 */", "as in [Nobody1900]")).toEqual([
    "Nobody1900 is not in references.bib",
  ]);
});

test("an entry that nothing cites, and one that stands there twice", () => {
  expect(said("/** AuerHW1995 */ export const a = 1;")).toEqual(["nothing cites McCullaghN1989"]);
  const twice = { ...BIBLIOGRAPHY, text: BIBLIOGRAPHY.text.replace("McCullaghN1989", "AuerHW1995") };
  const problems = referenceProblems([{ path: "src/a.ts", text: "/** AuerHW1995 */" }], [], twice);
  expect(problems.map(({ what }) => what)).toEqual(["AuerHW1995 stands here twice"]);
});
