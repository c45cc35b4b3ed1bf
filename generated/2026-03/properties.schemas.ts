// Generated from the contracts by `npm run codegen`: do not edit.
import { array, boolean, int, literal, optional, strictObject, string } from "zod/mini";

export const PropertyName = strictObject({
  name: string(),
});

export const OptionInput = strictObject({
  description: optional(string()),
  displayOrder: int(),
  hidden: boolean(),
  label: string(),
  value: string(),
});

export const PropertyCreate = strictObject({
  calculationFormula: optional(string()),
  currencyPropertyName: optional(string()),
  dataSensitivity: optional(literal(["highly_sensitive", "non_sensitive", "sensitive"])),
  description: optional(string()),
  displayOrder: optional(int()),
  externalOptions: optional(boolean()),
  fieldType: literal([
    "booleancheckbox",
    "calculation_equation",
    "checkbox",
    "date",
    "file",
    "html",
    "number",
    "phonenumber",
    "radio",
    "select",
    "text",
    "textarea",
  ]),
  formField: optional(boolean()),
  groupName: string(),
  hasUniqueValue: optional(boolean()),
  hidden: optional(boolean()),
  label: string(),
  name: string(),
  numberDisplayHint: optional(literal(["currency", "duration", "formatted", "percentage", "probability", "unformatted"])),
  options: optional(array(OptionInput)),
  referencedObjectType: optional(string()),
  showCurrencySymbol: optional(boolean()),
  textDisplayHint: optional(literal([
    "domain_name",
    "email",
    "ip_address",
    "multi_line",
    "phone_number",
    "physical_address",
    "postal_code",
    "unformatted_single_line",
  ])),
  type: literal(["bool", "date", "datetime", "enumeration", "number", "phone_number", "string"]),
});

export { compile } from "zod/mini";
