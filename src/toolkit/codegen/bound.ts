/** Emits the module that makes the APIs of named objects out of those of any. */
export function emitBound(contractModule: string): string {
  return `import type { Bound, Operation, Operations } from ${JSON.stringify(contractModule)};

/** The operations of an API with values for parameters of its paths, and the property by which its records are unique. */
export function bound<Types, Client, Name extends string>(
  operations: Operations<Types, Client>,
  api: string,
  values: Readonly<Record<Name, string>>,
  unique?: string,
): Operations<Bound<Types, Name>, Client> {
  const fill = (path: string) =>
    Object.entries<string>(values).reduce((filled, [name, value]) => filled.replace(\`{\${name}}\`, value), path);
  const entries = Object.entries<Operation>(operations as object as Record<string, Operation>).map(([verb, operation]) => [
    verb,
    {
      ...operation,
      method: \`\${api}.\${verb}\`,
      path: fill(operation.path),
      ...(operation.read && unique !== undefined && { read: { ...operation.read, unique } }),
      send: (client, body, init) =>
        operation.send(client, body, { ...init, params: { ...init.params, path: { ...init.params.path, ...values } } }),
    } satisfies Operation,
  ]);
  // Each operation is as it was but for its parameters, which have their values.
  return Object.fromEntries(entries) as Operations<Bound<Types, Name>, Client>;
}
`;
}
