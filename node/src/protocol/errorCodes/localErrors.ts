/** What goes wrong on one's own machine: usage, configuration, keys, models, disk. */

import { type ErrorEntry, entry } from './entry.ts'

export const LOCAL_ERRORS = {
  // usage and input
  INPUT_INVALID: entry(2, 'A value is malformed.', 'Correct the value named in the message.'),
  ROLE_UNKNOWN: entry(
    2,
    'The role is not known.',
    'Use one of: math, code, writing, planning, summary, translation, tools.',
  ),
  NO_SPECIALIST: entry(
    2,
    'No specialist on offer fits this request.',
    'Rephrase it, or name a role with --role.',
  ),
  PROMPT_UNSUPPORTED: entry(2, 'The expert cannot serve this request.', 'Shorten or rephrase it.'),
  INPUT_TOO_LARGE: entry(2, 'The request is larger than the limit.', 'Shorten the prompt.'),
  MODE_UNSUPPORTED: entry(
    2,
    'The privacy mode is not offered.',
    'Choose a mode the node offers; there is never a silent fallback.',
  ),
  // configuration, keys, local machine
  CONFIG_INVALID: entry(
    3,
    'The configuration is not valid.',
    'Correct the key named in the message.',
  ),
  CONFIG_UNKNOWN_KEY: entry(
    3,
    'The configuration has an unknown key.',
    'Remove it or correct its spelling.',
  ),
  DEPLOYMENT_MISSING: entry(
    3,
    'There is no deployment record for this chain.',
    'Deploy the contracts or point --deployments at the right folder.',
  ),
  KEYSTORE_INVALID: entry(
    3,
    'The keystore could not be opened.',
    'Check the file and the password.',
  ),
  KEYSTORE_MISSING: entry(3, 'There is no keystore at this path.', 'Run `witan init` first.'),
  MODEL_MISSING: entry(
    3,
    'The model file is missing.',
    'Restore it or remove the model from the configuration.',
  ),
  MODEL_HASH_MISMATCH: entry(
    3,
    'The model file is not the registered one.',
    'Replace the file by the one with the expected sha256.',
  ),
  MODEL_TRUNCATED: entry(
    3,
    'The model file ends before its last weight.',
    'Fetch the file again; the rest of it is missing.',
  ),
  MODEL_INVALID: entry(
    3,
    'The model file cannot be loaded.',
    'Use a GGUF of a supported architecture.',
  ),
  MODEL_ARCHITECTURE_UNSUPPORTED: entry(
    3,
    'The engine cannot run models of this architecture.',
    'Use a model of an architecture that llama.cpp supports, such as llama, qwen3 or gemma3.',
  ),
  MODEL_TEMPLATE_MISSING: entry(
    3,
    'The model file has no chat template.',
    'Use an instruct model whose GGUF holds tokenizer.chat_template.',
  ),
  MODEL_TEMPLATE_INVALID: entry(
    3,
    'The chat template of the model file cannot be used.',
    'Use a GGUF whose template can say a user message.',
  ),
  MODEL_NAME_TAKEN: entry(
    3,
    'A model of this name is here already.',
    'Choose another one with --name, or remove the model with `witan models rm <name>`.',
  ),
  MODEL_DUPLICATE: entry(
    3,
    'This model is here already under another name.',
    'Remove the other one with `witan models rm <name>` first.',
  ),
  INSUFFICIENT_MEMORY: entry(
    3,
    'The model needs more memory than there is for it.',
    'Use a smaller model or --context, free memory, or raise runtime.memoryMb in the configuration.',
  ),
  MODEL_UNKNOWN: entry(3, 'The model is not known here.', 'Use a model that the node offers.'),
  PORT_IN_USE: entry(
    3,
    'The port is taken by another program.',
    'Choose another port or 0 for any free one.',
  ),
  DISK_FULL: entry(
    3,
    'The disk is full or not writable.',
    'Free space; nothing was acknowledged that was not written.',
  ),
  DOWNLOAD_INTERRUPTED: entry(
    8,
    'The download stopped before its end.',
    'Run the same command again: it goes on where it stopped.',
  ),
  DOWNLOAD_REFUSED: entry(
    8,
    'The model cannot be downloaded from there.',
    'Check the address, and whether it needs a login.',
  ),
  STORE_LOCKED: entry(
    3,
    'Another process holds the database.',
    'Stop the other node or choose another data folder.',
  ),
  STORE_INVALID: entry(
    3,
    'The database cannot be read.',
    'Restore it from a copy or choose another data folder.',
  ),
} as const satisfies Record<string, ErrorEntry>
