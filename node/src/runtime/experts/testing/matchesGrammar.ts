/**
 * Returns whether a text follows a GBNF grammar, for the part of GBNF that the experts use: literals,
 * character classes, groups, alternatives, `?` and rule names. Slow and simple: it is the tests' second
 * opinion on grammars that llama.cpp enforces.
 */
export function matchesGrammar(grammar: string, text: string): boolean {
  const rules = new Map(
    grammar.split('\n').map((line) => {
      const at = line.indexOf('::=')
      return [line.slice(0, at).trim(), parseRule(line.slice(at + 3))] as const
    }),
  )
  return ends({ kind: 'rule', name: 'root' }, text, 0, rules).has(text.length)
}

type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'class'; readonly characters: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'optional'; readonly part: Node }

const TOKEN = /\s*("(?:[^"])*"|\[[^\]]*\]|[()|?]|[a-z]\w*)/y

function parseRule(source: string): Node {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const match = TOKEN.exec(source)
    if (!match) throw new Error(`No GBNF that is understood here: ${source}`)
    tokens.push(match[1]!)
  }
  let position = 0
  const choice = (): Node => {
    const parts = [sequence()]
    while (tokens[position] === '|') {
      position++
      parts.push(sequence())
    }
    return { kind: 'choice', parts }
  }
  const sequence = (): Node => {
    const parts: Node[] = []
    while (position < tokens.length && tokens[position] !== ')' && tokens[position] !== '|') {
      let part = single(tokens[position++]!)
      if (tokens[position] === '?') {
        position++
        part = { kind: 'optional', part }
      }
      parts.push(part)
    }
    return { kind: 'sequence', parts }
  }
  const single = (token: string): Node => {
    if (token === '(') {
      const inner = choice()
      position++
      return inner
    }
    if (token.startsWith('"')) return { kind: 'literal', text: token.slice(1, -1) }
    if (token.startsWith('[')) return { kind: 'class', characters: token.slice(1, -1) }
    return { kind: 'rule', name: token }
  }
  return choice()
}

/** Returns every place where the node can end when it begins at `start`. */
function ends(
  node: Node,
  text: string,
  start: number,
  rules: ReadonlyMap<string, Node>,
): Set<number> {
  switch (node.kind) {
    case 'literal':
      return new Set(text.startsWith(node.text, start) ? [start + node.text.length] : [])
    case 'class':
      return new Set(
        start < text.length && node.characters.includes(text[start]!) ? [start + 1] : [],
      )
    case 'rule':
      return ends(rules.get(node.name)!, text, start, rules)
    case 'optional':
      return new Set([start, ...ends(node.part, text, start, rules)])
    case 'choice':
      return new Set(node.parts.flatMap((part) => [...ends(part, text, start, rules)]))
    case 'sequence': {
      let places = new Set([start])
      for (const part of node.parts)
        places = new Set([...places].flatMap((place) => [...ends(part, text, place, rules)]))
      return places
    }
  }
}
