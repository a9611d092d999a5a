/** A verb with its forms in English and what French needs to know of it. */
export type Verb = {
  readonly english: string
  readonly third: string
  readonly past: string
  readonly participle: string
  readonly ing: string
  /** Infinitive, without `se`. */
  readonly french: string
  readonly isReflexive: boolean
  /** Preposition before its object. */
  readonly preposition?: string
  /** Kinds of its object, one letter each; empty when it has none. */
  readonly objects: string
  readonly kind: 'plain' | 'like' | 'to'
}

/**
 * English base (`past`, `participle` when they are irregular), French infinitive, kinds of objects:
 * p person, a animal, f food, m mass, t thing, c clothes, l place, i idea. `_` stands for a space.
 */
const PLAIN =
  'eat:ate:eaten manger fm|drink:drank:drunk boire m|see:saw:seen voir patcl|buy:bought acheter fmtc|sell:sold vendre ftca|take:took:taken prendre tc|find:found trouver tcpai|lose:lost perdre tci|open ouvrir t|close fermer t|read:read lire B|write:wrote:written écrire W|watch regarder Wpa|look_at regarder patl|listen_to écouter pS|look_for chercher tcpal|wait_for attendre p|wash laver tca|clean nettoyer tcl|cook cuisiner fm|cut:cut couper fm|carry porter tc|wear:wore:worn porter c|give:gave:given donner tfi|show:showed:shown montrer ti|forget:forgot:forgotten oublier tcpi|know:knew:known connaître pl|understand:understood:understood comprendre pi|learn apprendre i|teach:taught:taught enseigner i|help aider p|invite inviter p|visit visiter l|paint peindre tl|draw:drew:drawn dessiner ta|build:built construire L|break:broke:broken casser t|repair réparer t|send:sent envoyer W|receive recevoir W|bring:brought apporter tfm|choose:chose:chosen choisir tcfi|count compter tfa|cross traverser l|leave:left quitter pl|follow suivre pa|call appeler p|kiss embrasser p|thank remercier p|hear:heard entendre pa|sing:sung chanter S|change changer tci|keep:kept garder tfi|use utiliser t|hide:hid:hidden cacher t|throw:threw:thrown jeter t|try essayer cf|prepare préparer fi|order commander fm|pay_for:paid_for payer ft|borrow emprunter t|steal:stole:stolen voler t|touch toucher at|push pousser t|pull tirer t|meet:met rencontrer p|believe croire p|protect protéger pa|feed:fed nourrir a|catch:caught attraper a|drive:drove:driven conduire V|turn_on allumer M|turn_off éteindre M|explain expliquer i|correct corriger i|organize organiser i|accept accepter i|sign signer W|translate traduire W|burn brûler W|fill remplir t|empty vider t|defend défendre p|miss manquer V|rent louer L|photograph photographier pal'
const LIKE =
  'like aimer patfmcli|love adorer patfmcli|hate détester patfmcli|prefer:preferred préférer patfmcli'
const TO =
  'talk_to parler pa|think_of:thought_of penser ptl|answer répondre p|obey obéir p|resemble ressembler p'
const ALONE =
  'sleep:slept dormir|run:ran:run courir|walk marcher|work travailler|swim:swam:swum nager|dance danser|laugh rire|cry pleurer|smile sourire|arrive arriver|stay rester|fall:fell:fallen tomber|travel voyager|live vivre|wait attendre|speak:spoke:spoken parler|listen écouter|study étudier|come:came:come venir|go:went:gone aller|leave:left partir|return revenir|start commencer|finish finir|win:won gagner|play jouer|get_up:got_up se_lever|wake_up:woke_up:woken_up se_réveiller|go_to_bed:went_to_bed:gone_to_bed se_coucher|get_dressed:got_dressed s_habiller|hurry se_dépêcher|rest se_reposer|have_fun:had_fun s_amuser|get_married:got_married se_marier|breathe respirer|think:thought réfléchir|jump sauter|fly:flew:flown voler|die mourir|grow:grew:grown grandir|shout crier|dream rêver|smoke fumer|lie:lied mentir|go_out:went_out:gone_out sortir|come_in:came_in:come_in entrer|go_up:went_up:gone_up monter|go_down:went_down:gone_down descendre|ski skier|cough tousser|apologize s_excuser|get_lost:got_lost se_perdre|have_lunch:had_lunch déjeuner|have_dinner:had_dinner dîner'

/** Every verb that the translation expert knows; one that is said with and without an object is there twice. */
export const VERBS: readonly Verb[] = [
  ...PLAIN.split('|').map((entry) => readVerb(entry, 'plain')),
  ...LIKE.split('|').map((entry) => readVerb(entry, 'like')),
  ...TO.split('|').map((entry) => readVerb(entry, 'to')),
  ...ALONE.split('|').map((entry) => readVerb(entry, 'plain')),
]

function readVerb(entry: string, kind: Verb['kind']): Verb {
  const [forms, lemma, objects = ''] = entry.split(' ') as [string, string, string?]
  const [english, past, participle] = forms.split(':').map((form) => form.replaceAll('_', ' '))
  const [head, ...particles] = english!.split(' ')
  const rest = particles.map((particle) => ` ${particle}`).join('')
  const reflexive = /^(?:se|s)_/.exec(lemma)
  const [french, preposition] = lemma.slice(reflexive?.[0].length ?? 0).split('_')
  return {
    english: english!,
    third: thirdOf(head!) + rest,
    past: past ?? pastOf(head!) + rest,
    participle: participle ?? past ?? pastOf(head!) + rest,
    ing: ingOf(head!) + rest,
    french: french!,
    isReflexive: reflexive !== null,
    ...(kind === 'to' ? { preposition: 'à' } : preposition !== undefined && { preposition }),
    objects,
    kind,
  }
}

function thirdOf(verb: string): string {
  if (verb === 'have') return 'has'
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return `${verb}${/(?:s|x|ch|sh|o)$/.test(verb) ? 'es' : 's'}`
}

function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`
  return `${doubled(verb)}ed`
}

function ingOf(verb: string): string {
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`
  return `${doubled(verb)}ing`
}

/** A short verb doubles its last letter: `stopped`, `running`. */
function doubled(verb: string): string {
  return /^[^aeiou]*[aeiou][bgmnpt]$/.test(verb) || /^(?:forget|prefer)$/.test(verb)
    ? verb + verb.at(-1)
    : verb
}
