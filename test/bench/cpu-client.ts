/** One client, asked to write so many inputs; answers with the CPU time that each took, in µs. */
import { type ClientName, clients } from "./clients.js";
import { events, listings } from "./inputs.js";
import { answerQuestions, ownOptions } from "./peer.js";
import type { ClientOptions } from "./write.js";

export interface CpuClientOptions extends ClientOptions {
  readonly name: ClientName;
}

const options = ownOptions<CpuClientOptions>();
/** HubSpot's own client wants its dates as such. */
const at = (text: string) => (options.name === "@hubspot/api-client" ? (new Date(text) as unknown as string) : text);
const write = clients[options.name](options);

let before = process.cpuUsage();

answerQuestions(async (inputs: number): Promise<number> => {
  const written = await write(options.operation === "events" ? events(inputs, at) : listings(inputs));
  if (written !== inputs) throw new Error(`${options.name} wrote ${written} of ${inputs}`);
  // Since the last answer: what the collector did after that is counted too.
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  return (user + system) / inputs;
});
