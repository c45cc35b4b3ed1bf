import type { Change } from "../../../src/toolkit/diff/changes.js";
import { type Endpoint, inside } from "./descriptions.js";

/** What is changed by hand, and what is to be said of it. */
export type Mutation = readonly [
  name: string,
  change: (endpoint: Endpoint) => void,
  ...said: readonly (readonly [Change["severity"], Change["audience"], string])[],
];

const field = ({ schemas }: Endpoint, schema: string, name: string) =>
  inside(schemas[schema] ?? {}, "properties", name);
const fields = ({ schemas }: Endpoint, schema: string) => inside(schemas[schema] ?? {}, "properties");
const answers = ({ post }: Endpoint) => inside(post, "responses");

export const matrix: readonly Mutation[] = [
  // Requests
  [
    "a field is added to what is sent",
    (e) => void (fields(e, "Input")["extra"] = { type: "string" }),
    ["safe", "caller's types", "`extra` was added to inputs[]"],
  ],
  [
    "a required field is added to what is sent",
    (e) => {
      fields(e, "Input")["extra"] = { type: "string" };
      e.schemas.Input["required"] = ["extra", "id", "name"];
    },
    [
      "breaking",
      "caller's types",
      "`extra` was added to inputs[], and is required: callers who leave that out stop compiling",
    ],
  ],
  [
    "a field is removed from what is sent",
    (e) => void delete fields(e, "Input")["note"],
    ["breaking", "caller's types", "`note` was removed from inputs[]: callers who send it stop compiling"],
  ],
  [
    "a required field is removed from what is sent",
    (e) => {
      delete fields(e, "Input")["name"];
      e.schemas.Input["required"] = ["id"];
    },
    ["breaking", "caller's types", "`name` was removed from inputs[]: callers who send it stop compiling"],
  ],
  [
    "a field that is sent is renamed",
    (e) => {
      fields(e, "Input")["notes"] = field(e, "Input", "note");
      delete fields(e, "Input")["note"];
    },
    ["breaking", "caller's types", "`note` was removed from inputs[]: callers who send it stop compiling"],
    ["safe", "caller's types", "`notes` was added to inputs[]"],
  ],
  [
    "a field that is sent becomes required",
    (e) => void (e.schemas.Input["required"] = ["id", "name", "note"]),
    ["breaking", "caller's types", "`note` became required in inputs[]: callers who leave that out stop compiling"],
  ],
  [
    "a field that is sent is no longer required",
    (e) => void (e.schemas.Input["required"] = ["id"]),
    ["safe", "caller's types", "`name` is no longer required in inputs[]: callers may leave that out"],
  ],
  [
    "a field that is sent takes null",
    (e) => void (field(e, "Input", "note")["nullable"] = true),
    ["safe", "caller's types", "`note` in inputs[] can be null"],
  ],
  [
    "a value can be sent too",
    (e) => void (field(e, "Input", "kind")["enum"] = ["large", "medium", "small"]),
    ["safe", "caller's types", "`kind` in inputs[] gained `medium`"],
  ],
  [
    "a value can be sent no more",
    (e) => void (field(e, "Input", "kind")["enum"] = ["large"]),
    ["breaking", "caller's types", "`kind` in inputs[] lost `small`: callers who send that stop compiling"],
  ],
  [
    "a field that is sent becomes one of a few values",
    (e) => void (field(e, "Input", "note")["enum"] = ["a", "b"]),
    ["breaking", "caller's types", "`note` in inputs[] takes `a` and `b` only"],
  ],
  [
    "a field that is sent is no longer one of a few values",
    (e) => void delete field(e, "Input", "kind")["enum"],
    ["safe", "caller's types", "`kind` in inputs[] takes more than a few values"],
  ],
  [
    "a field that is sent changes its type",
    (e) => void (fields(e, "Input")["note"] = { type: "boolean" }),
    ["breaking", "caller's types", "`note` in inputs[] is boolean, no longer string"],
  ],
  [
    "an integer that is sent may have a fraction",
    (e) => void (fields(e, "Input")["count"] = { type: "number" }),
    ["safe", "caller's types", "`count` in inputs[] is number, no longer integer (int32)"],
  ],
  [
    "a number that is sent may have no fraction",
    (e) => void (fields(e, "Input")["size"] = { type: "integer" }),
    ["breaking", "caller's types", "`size` in inputs[] is integer, no longer number"],
  ],
  [
    "an integer that is sent becomes wider",
    (e) => void (field(e, "Input", "count")["format"] = "int64"),
    ["metadata", "what is sent", "format of `count` in inputs[] is int64, before int32"],
  ],
  [
    "text that is sent becomes a date",
    (e) => void (field(e, "Input", "note")["format"] = "date-time"),
    ["breaking", "what is sent", "format of `note` in inputs[] is date-time, before none"],
  ],
  [
    "a date that is sent becomes text",
    (e) => void delete field(e, "Input", "at")["format"],
    ["safe", "what is sent", "format of `at` in inputs[] is none, before date-time"],
  ],
  [
    "text that is sent becomes shorter",
    (e) => void (field(e, "Input", "code")["maxLength"] = 5),
    ["breaking", "what is sent", "maxLength of `code` in inputs[] is 5, before 10"],
  ],
  [
    "text that is sent becomes longer",
    (e) => void (field(e, "Input", "code")["maxLength"] = 50),
    ["safe", "what is sent", "maxLength of `code` in inputs[] is 50, before 10"],
  ],
  [
    "fewer inputs fit into a batch",
    (e) => void (field(e, "Batch", "inputs")["maxItems"] = 10),
    ["breaking", "what is sent", "maxItems of `inputs` in the request is 10, before 100"],
  ],
  [
    "a field that is sent is only read from now on",
    (e) => void (field(e, "Input", "note")["readOnly"] = true),
    ["breaking", "what is sent", "`note` in inputs[] is only read now: callers can't set it any more"],
  ],
  [
    "a field that is sent becomes an object",
    (e) => {
      fields(e, "Input")["note"] = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
    },
    ["breaking", "caller's types", "`note` in inputs[] is object, no longer string"],
  ],
  [
    "elements that are sent change their type",
    (e) => void (field(e, "Input", "tags")["items"] = { type: "integer" }),
    ["breaking", "caller's types", "inputs[].tags[] is integer, no longer string"],
  ],
  [
    "a map that is sent has other values",
    (e) => {
      field(e, "Input", "properties")["additionalProperties"] = { type: "integer" };
    },
    ["breaking", "caller's types", "inputs[].properties.* is integer, no longer string"],
  ],
  [
    "a map that is sent takes null",
    (e) => {
      field(e, "Input", "properties")["additionalProperties"] = { type: "string", nullable: true };
    },
    ["safe", "caller's types", "inputs[].properties.* can be null"],
  ],
  [
    "a field that is sent becomes one of two things",
    (e) => {
      fields(e, "Input")["note"] = { anyOf: [{ type: "string" }, { type: "integer" }] };
    },
    ["safe", "caller's types", "`note` in inputs[] is one of integer, string, no longer string"],
  ],
  [
    "a field that is sent becomes one of two other things",
    (e) => {
      fields(e, "Input")["note"] = { anyOf: [{ type: "boolean" }, { type: "integer" }] };
    },
    ["breaking", "caller's types", "`note` in inputs[] is one of boolean, integer, no longer string"],
  ],
  [
    "the schema of what is sent is renamed",
    (e) => {
      e.schemas["Thing"] = e.schemas.Input;
      field(e, "Batch", "inputs")["items"] = { $ref: "#/components/schemas/Thing" };
    },
    ["metadata", "caller's types", "inputs[] is described by Thing, no longer by Input"],
  ],
  [
    "a default is documented",
    (e) => void (field(e, "Input", "kind")["default"] = "small"),
    ["metadata", "what is sent", "default of `kind` in inputs[] is small, before none"],
  ],
  // Parameters, security, server, path
  [
    "a parameter is added",
    (e) =>
      void (e.post["parameters"] = [
        ...[e.post["parameters"] ?? []].flat(),
        { name: "dry", in: "query", schema: { type: "boolean" } },
      ]),
    ["safe", "caller's types", "the query parameter `dry` was added"],
  ],
  [
    "a required parameter is added",
    (e) => {
      e.post["parameters"] = [
        ...[e.post["parameters"] ?? []].flat(),
        { name: "portal", in: "query", required: true, schema: { type: "string" } },
      ];
    },
    ["breaking", "caller's types", "the query parameter `portal` was added, and is required"],
  ],
  [
    "a parameter is removed",
    (e) => void (e.post["parameters"] = []),
    ["breaking", "caller's types", "the query parameter `archived` was removed: callers who send it stop compiling"],
  ],
  [
    "a parameter becomes required",
    (e) => {
      e.post["parameters"] = [{ name: "archived", in: "query", required: true, schema: { type: "boolean" } }];
    },
    ["breaking", "caller's types", "the query parameter `archived` became required"],
  ],
  [
    "a parameter changes its type",
    (e) => {
      e.post["parameters"] = [{ name: "archived", in: "query", schema: { type: "string" } }];
    },
    ["breaking", "caller's types", "a parameter is string, no longer boolean"],
  ],
  [
    "another scope is needed",
    (e) => void (e.post["security"] = [{ oauth2: ["other.write"] }]),
    ["breaking", "what is sent", "a token with `things.write` no longer does: it needs `other.write`"],
  ],
  [
    "one more scope is needed",
    (e) => void (e.post["security"] = [{ oauth2: ["other.write", "things.write"] }]),
    [
      "breaking",
      "what is sent",
      "a token with `things.write` no longer does: it needs `other.write` and `things.write`",
    ],
  ],
  [
    "another scope suffices",
    (e) => {
      e.post["security"] = [{ oauth2: ["things.write"] }, { private_apps: ["other.write"] }];
    },
    ["safe", "what is sent", "a token with `other.write` does too"],
  ],
  [
    "the operation is deprecated",
    (e) => void (e.post["deprecated"] = true),
    ["metadata", "caller's types", "it is deprecated"],
  ],
  // Answers
  [
    "a field is added to what is read",
    (e) => void (fields(e, "Result")["extra"] = { type: "string" }),
    ["safe", "what is read back", "`extra` was added to results[]"],
  ],
  [
    "a field is removed from what is read",
    (e) => void delete fields(e, "Result")["note"],
    ["breaking", "what is read back", "`note` was removed from results[]: callers who read it stop compiling"],
  ],
  [
    "a field that is read is renamed",
    (e) => {
      fields(e, "Result")["notes"] = field(e, "Result", "note");
      delete fields(e, "Result")["note"];
    },
    ["breaking", "what is read back", "`note` was removed from results[]: callers who read it stop compiling"],
    ["safe", "what is read back", "`notes` was added to results[]"],
  ],
  [
    "207 becomes 202",
    (e) => {
      answers(e)["202"] = answers(e)["207"] ?? {};
      delete answers(e)["207"];
    },
    ["safe", "what is read back", "the answer 207 is no longer described; the others have all of its fields"],
    ["safe", "what is read back", "the answer 202 is described"],
  ],
  [
    "a field that is read becomes required",
    (e) => void (e.schemas.Result["required"] = ["createdAt", "id", "note"]),
    ["safe", "what is read back", "`note` became required in results[]"],
  ],
  [
    "a field that is read is no longer required",
    (e) => void (e.schemas.Result["required"] = ["id"]),
    [
      "breaking",
      "what is read back",
      "`createdAt` is no longer required in results[]: callers who read that have to expect that it is missing",
    ],
  ],
  [
    "a field that is read can be null",
    (e) => void (field(e, "Result", "note")["nullable"] = true),
    ["breaking", "what is read back", "`note` in results[] can be null: callers who read it have to expect that"],
  ],
  [
    "a field that is read can no longer be null",
    (e) => void delete field(e, "Result", "at")["nullable"],
    ["safe", "what is read back", "`at` in results[] can no longer be null"],
  ],
  [
    "a value can be read too",
    (e) => void (field(e, "Result", "kind")["enum"] = ["large", "medium", "small"]),
    ["safe", "what is read back", "`kind` in results[] gained `medium`"],
  ],
  [
    "a value can be read no more",
    (e) => void (field(e, "Result", "kind")["enum"] = ["large"]),
    ["safe", "what is read back", "`kind` in results[] lost `small`"],
  ],
  [
    "a field that is read is no longer one of a few values",
    (e) => void delete field(e, "Result", "kind")["enum"],
    ["breaking", "what is read back", "`kind` in results[] takes more than a few values"],
  ],
  [
    "a field that is read changes its type",
    (e) => void (fields(e, "Result")["note"] = { type: "boolean" }),
    ["breaking", "what is read back", "`note` in results[] is boolean, no longer string"],
  ],
  [
    "an integer that is read may have a fraction",
    (e) => void (fields(e, "Result")["count"] = { type: "number" }),
    ["breaking", "what is read back", "`count` in results[] is number, no longer integer (int32)"],
  ],
  [
    "an integer that is read becomes wider",
    (e) => void (field(e, "Result", "count")["format"] = "int64"),
    ["metadata", "what is read back", "format of `count` in results[] is int64, before int32"],
  ],
  [
    "text that is read gets a bound",
    (e) => void (field(e, "Result", "note")["maxLength"] = 5),
    ["metadata", "what is read back", "maxLength of `note` in results[] is 5, before none"],
  ],
  [
    "elements that are read change their type",
    (e) => void (field(e, "Result", "tags")["items"] = { type: "integer" }),
    ["breaking", "what is read back", "results[].tags[] is integer, no longer string"],
  ],
  [
    "a field that is read becomes one of two things",
    (e) => {
      fields(e, "Result")["note"] = { anyOf: [{ type: "string" }, { type: "integer" }] };
    },
    ["breaking", "what is read back", "`note` in results[] is one of integer, string, no longer string"],
  ],
  [
    "values of a map that is read can be null",
    (e) => {
      field(e, "Result", "properties")["additionalProperties"] = { type: "string", nullable: true };
    },
    ["breaking", "what is read back", "results[].properties.* can be null: callers who read it have to expect that"],
  ],
  [
    "the envelope loses a field",
    (e) => {
      delete fields(e, "Answer")["status"];
      e.schemas.Answer["required"] = ["results"];
      delete fields(e, "AnswerWithErrors")["status"];
      e.schemas.AnswerWithErrors["required"] = ["results"];
    },
    ["breaking", "what is read back", "`status` was removed from the answer: callers who read it stop compiling"],
  ],
  // Statuses
  [
    "207 goes, and its errors are in 200",
    (e) => {
      delete answers(e)["207"];
      Object.assign(fields(e, "Answer"), fields(e, "AnswerWithErrors"));
    },
    ["safe", "what is read back", "`errors` was added to the answer"],
    ["safe", "what is read back", "`numErrors` was added to the answer"],
    ["safe", "what is read back", "the answer 207 is no longer described; the others have all of its fields"],
  ],
  [
    "207 goes, and its errors with it",
    (e) => void delete answers(e)["207"],
    [
      "breaking",
      "what is read back",
      "the answer 207 is no longer described, and no other has `errors` and `numErrors`",
    ],
  ],
  [
    "207 loses its body",
    (e) => void (answers(e)["207"] = { description: "Partly done." }),
    [
      "breaking",
      "what is read back",
      "the answer 207 is no longer described, and no other has `errors` and `numErrors`",
    ],
  ],
  [
    "202 is declared too",
    (e) => void (answers(e)["202"] = structuredClone(answers(e)["200"] ?? {})),
    ["safe", "what is read back", "the answer 202 is described"],
  ],
  [
    "200 becomes 201",
    (e) => {
      answers(e)["201"] = answers(e)["200"] ?? {};
      delete answers(e)["200"];
    },
    ["metadata", "what is read back", "success has the status 201, no longer 200"],
  ],
  [
    "200 becomes 201, and its results lose a field",
    (e) => {
      answers(e)["201"] = answers(e)["200"] ?? {};
      delete answers(e)["200"];
      delete fields(e, "Result")["note"];
    },
    ["breaking", "what is read back", "`note` was removed from results[]: callers who read it stop compiling"],
    ["metadata", "what is read back", "success has the status 201, no longer 200"],
  ],
  [
    "refusals are no longer described",
    (e) => void delete answers(e)["default"],
    ["breaking", "what is read back", "a refusal is no longer described: callers who read it stop compiling"],
  ],
  [
    "a refusal loses a field",
    (e) => void delete fields(e, "Refusal")["category"],
    ["breaking", "what is read back", "`category` was removed from a refusal: callers who read it stop compiling"],
  ],
];
