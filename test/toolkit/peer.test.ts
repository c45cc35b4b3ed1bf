import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { assertPeers, COMPARING, GENERATING, PeerError, requirePeer } from "../../src/toolkit/peer.js";

const { devDependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));

describe("what is asked for in the project", () => {
  it.each([...new Set([...GENERATING, ...COMPARING])])("is a peer, of the version that is known to do: %s", (name) => {
    expect(new PeerError(name, [name]).message).toBe(
      `${name} is not installed here: npm install --save-dev ${name}@${devDependencies[name]}`,
    );
    expect(peerDependencies).toHaveProperty([name]);
  });

  it("is told in one line, where one of all that is needed is not there", () => {
    assertPeers([...GENERATING, ...COMPARING]);
    expect(() => assertPeers(["yaml", "no-such-package", "typescript"])).toThrow(
      "no-such-package is not installed here: npm install --save-dev yaml@2.9.1 no-such-package@latest typescript@5.9.3",
    );
    expect(() => requirePeer("no-such-package")).toThrow(PeerError);
  });
});
