import { expect, test } from "vitest";
import { articleForm } from "./article-form";

const form = { id: "7", version: "3", quality: "87", heat: "", act: "save" };

test.each([
  [{}, { changes: { quality: 87, heat: "computed", state: undefined }, version: 3, confirmed: undefined }],
  [{ quality: " ", heat: "-1" }, { changes: { quality: null, heat: -1 } }],
  [{ act: "publish" }, { changes: { state: "published" }, confirmed: undefined }],
  [{ act: "unpublish" }, { changes: { state: "unpublished" } }],
  [{ act: "publish", asked: "44" }, { confirmed: undefined }],
  [{ act: "publish-anyway", asked: "44" }, { confirmed: 44 }],
  [{ act: "publish-anyway", asked: "" }, { confirmed: null }],
  [{ act: "save", told: "5" }, { version: 3 }],
  [{ act: "save-over", told: "5" }, { version: 5 }],
  [{ act: "save-over" }, { version: 3 }],
])("%j", (given, edit) => {
  expect(articleForm.parse({ ...form, ...given }).edit).toMatchObject({ id: 7, ...edit });
});

test.each([
  ["quality", "8.5"],
  ["quality", "1e3"],
  ["quality", "12345678901"],
  ["heat", "hot"],
  ["act", "delete"],
  ["act", "save-despite"],
  ["version", ""],
  ["id", "0"],
])("%s can't be %j", (field, value) => {
  const result = articleForm.safeParse({ ...form, [field]: value });
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test("a quality outside the limits is refused with the limits", () => {
  for (const quality of ["1000000000", "-1000000000", "9".repeat(400)]) {
    const result = articleForm.safeParse({ ...form, quality });
    expect(result.error?.issues.map(({ message }) => message)).toEqual([
      "A whole number from −999,999,999 to 999,999,999, or nothing.",
    ]);
  }
});
