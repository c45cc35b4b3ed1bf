import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const exports = [
  { selector: "ExportDefaultDeclaration", message: "Export it by name." },
  // Types cost nothing, and the generated ones are many.
  { selector: "ExportAllDeclaration[exported=null][exportKind=value]", message: "Name what is exported." },
];

// Two clients of one process share nothing.
const ofModule = ":matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration";
const empty = ":matches(NewExpression[callee.name=/^(Weak)?(Map|Set)$/], ArrayExpression, ObjectExpression)";
const moduleState = [
  { selector: `${ofModule}:not([kind="const"])`, message: "This is state of the module." },
  {
    selector: `${ofModule} > VariableDeclarator > ${empty}:not([arguments.length>0], [elements.length>0], [properties.length>0])`,
    message: "What is empty is to be filled: this is state of the module.",
  },
  { selector: "PropertyDefinition[static=true]:not([readonly=true])", message: "This is state of the class." },
];

export default defineConfig(
  // What the site's own packages have types for is compiled with them.
  globalIgnores(["dist", "generated", "coverage", "**/.tmp-*", "scripts/site/.vitepress"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-deprecated": "error",
      // A run is a Promise that sends nothing until it is awaited: one left alone is a write that never happened.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unnecessary-boolean-literal-compare": "error",
      "@typescript-eslint/no-unnecessary-type-arguments": "error",
      "@typescript-eslint/only-throw-error": "error",
      // A signal's reason is whatever the caller gave, and goes back as it came.
      "@typescript-eslint/prefer-promise-reject-errors": [
        "error",
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Fields of unknown type are compared as text, whatever they hold.
      "@typescript-eslint/no-base-to-string": "off",
      // Interfaces here are mostly implemented by closures, and a class with private fields throws at once without `this`.
      "@typescript-eslint/unbound-method": "off",
      // The compiler says it already, and says it of parameters too.
      "@typescript-eslint/no-unused-vars": "off",
      // An interface may ask for a promise where one implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-param-reassign": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["src/**", "scripts/**", "test/**"], rules: { "no-restricted-syntax": ["error", ...exports] } },
  { files: ["src/**"], rules: { "no-restricted-syntax": ["error", ...exports, ...moduleState] } },
  { files: ["scripts/**", "test/programs/**"], rules: { "no-console": "off" } },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // Every version is tried, one on its way out too.
      "@typescript-eslint/no-deprecated": "off",
      // Tests read parsed bodies as they come; what they then assert is the check.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
