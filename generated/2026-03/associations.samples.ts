// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./associations.js";

export const associations_createDefault: components["schemas"]["PublicDefaultAssociation"] = {
  associationSpec: { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 1 },
  from: { id: "90001" },
  to: { id: "90001" },
};

export const associations_create: components["schemas"]["LabelsBetweenObjectPair"] = {
  fromObjectId: "90001",
  fromObjectTypeId: "90001",
  labels: ["Label"],
  toObjectId: "90001",
  toObjectTypeId: "90001",
};

export const associations_read: components["schemas"]["PublicAssociationMultiWithLabel"] = {
  from: { id: "90001" },
  paging: { next: { after: "After", link: "Link" }, prev: { before: "Before", link: "Link" } },
  to: [
    {
      associationTypes: [
        {
          category: "HUBSPOT_DEFINED",
          fromObjectTypeId: "90001",
          label: "Label",
          toObjectTypeId: "90001",
          typeId: 1,
        },
      ],
      toObjectId: "90001",
    },
  ],
};
