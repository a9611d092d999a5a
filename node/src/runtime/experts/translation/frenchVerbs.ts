/** Tenses that the translation expert writes. */
export type Tense =
  | 'present'
  | 'imperfect'
  | 'perfect'
  | 'future'
  | 'conditional'
  | 'infinitive'
  | 'imperative'

/** 0 to 5: je, tu, il, nous, vous, ils. */
export type Person = 0 | 1 | 2 | 3 | 4 | 5

/** Present forms, future stem, past participle. */
type Irregular = {
  readonly present: readonly string[]
  readonly future: string
  readonly participle: string
}

const IRREGULAR: Readonly<Record<string, Irregular>> = Object.fromEntries(
  `être suis,es,est,sommes,êtes,sont ser été
avoir ai,as,a,avons,avez,ont aur eu
aller vais,vas,va,allons,allez,vont ir allé
faire fais,fais,fait,faisons,faites,font fer fait
pouvoir peux,peux,peut,pouvons,pouvez,peuvent pourr pu
vouloir veux,veux,veut,voulons,voulez,veulent voudr voulu
devoir dois,dois,doit,devons,devez,doivent devr dû
savoir sais,sais,sait,savons,savez,savent saur su
voir vois,vois,voit,voyons,voyez,voient verr vu
boire bois,bois,boit,buvons,buvez,boivent boir bu
prendre prends,prends,prend,prenons,prenez,prennent prendr pris
mettre mets,mets,met,mettons,mettez,mettent mettr mis
venir viens,viens,vient,venons,venez,viennent viendr venu
lire lis,lis,lit,lisons,lisez,lisent lir lu
écrire écris,écris,écrit,écrivons,écrivez,écrivent écrir écrit
dire dis,dis,dit,disons,dites,disent dir dit
ouvrir ouvre,ouvres,ouvre,ouvrons,ouvrez,ouvrent ouvrir ouvert
dormir dors,dors,dort,dormons,dormez,dorment dormir dormi
partir pars,pars,part,partons,partez,partent partir parti
sortir sors,sors,sort,sortons,sortez,sortent sortir sorti
mentir mens,mens,ment,mentons,mentez,mentent mentir menti
servir sers,sers,sert,servons,servez,servent servir servi
connaître connais,connais,connaît,connaissons,connaissez,connaissent connaîtr connu
croire crois,crois,croit,croyons,croyez,croient croir cru
recevoir reçois,reçois,reçoit,recevons,recevez,reçoivent recevr reçu
suivre suis,suis,suit,suivons,suivez,suivent suivr suivi
courir cours,cours,court,courons,courez,courent courr couru
vivre vis,vis,vit,vivons,vivez,vivent vivr vécu
rire ris,ris,rit,rions,riez,rient rir ri
mourir meurs,meurs,meurt,mourons,mourez,meurent mourr mort
construire construis,construis,construit,construisons,construisez,construisent construir construit
conduire conduis,conduis,conduit,conduisons,conduisez,conduisent conduir conduit
traduire traduis,traduis,traduit,traduisons,traduisez,traduisent traduir traduit
envoyer envoie,envoies,envoie,envoyons,envoyez,envoient enverr envoyé
peindre peins,peins,peint,peignons,peignez,peignent peindr peint
éteindre éteins,éteins,éteint,éteignons,éteignez,éteignent éteindr éteint`
    .split('\n')
    .map((line) => {
      const [verb, present, future, participle] = line.split(' ') as [
        string,
        string,
        string,
        string,
      ]
      return [verb, { present: present.split(','), future, participle }]
    }),
)

/** Verbs that are conjugated as another one with something before it. */
const LIKE_ANOTHER: Readonly<Record<string, string>> = {
  apprendre: 'prendre',
  comprendre: 'prendre',
  revenir: 'venir',
  sourire: 'rire',
}

/** Verbs whose perfect is made with être. */
const WITH_BE = new Set(
  'aller venir revenir arriver partir sortir entrer rester tomber monter descendre mourir retourner'.split(
    ' ',
  ),
)

const ENDINGS = {
  future: 'ai as a ons ez ont'.split(' '),
  imperfect: 'ais ais ait ions iez aient'.split(' '),
  er: 'e es e ons ez ent'.split(' '),
  ir: 'is is it issons issez issent'.split(' '),
  re: 's s - ons ez ent'.split(' '),
} as const

/** Returns whether the perfect of a verb is made with être, so that its participle agrees. */
export function takesBe(verb: string, isReflexive: boolean): boolean {
  return isReflexive || WITH_BE.has(verb)
}

/** Returns one form of a verb; for the perfect see `participleOf`. */
export function conjugate(verb: string, tense: Exclude<Tense, 'perfect'>, person: Person): string {
  if (tense === 'infinitive') return verb
  if (tense === 'present') return presentOf(verb, person)
  if (tense === 'imperative') return imperativeOf(verb, person)
  if (tense === 'imperfect') return imperfectStem(verb, person) + ENDINGS.imperfect[person]!
  return futureStem(verb) + ENDINGS[tense === 'future' ? 'future' : 'imperfect'][person]!
}

/** Returns the masculine past participle. */
export function participleOf(verb: string): string {
  const irregular = lookUp(verb)
  if (irregular) return irregular.participle
  const stem = verb.slice(0, -2)
  return stem + (verb.endsWith('er') ? 'é' : verb.endsWith('ir') ? 'i' : 'u')
}

function lookUp(verb: string): Irregular | undefined {
  const model = LIKE_ANOTHER[verb]
  if (model === undefined) return IRREGULAR[verb]
  const { present, future, participle } = IRREGULAR[model]!
  const before = verb.slice(0, -model.length)
  return {
    present: present.map((form) => before + form),
    future: before + future,
    participle: before + participle,
  }
}

function presentOf(verb: string, person: Person): string {
  const irregular = lookUp(verb)
  if (irregular) return irregular.present[person]!
  const stem = verb.slice(0, -2)
  if (verb.endsWith('er')) {
    const isWeak = person === 3 || person === 4
    return (isWeak ? softened(stem, ENDINGS.er[person]!) : openedStem(stem)) + ENDINGS.er[person]!
  }
  if (verb.endsWith('ir')) return stem + ENDINGS.ir[person]!
  return stem + ENDINGS.re[person]!.replace('-', '')
}

function imperativeOf(verb: string, person: Person): string {
  if (verb === 'être') return person === 1 ? 'sois' : 'soyons'
  if (verb === 'avoir') return person === 1 ? 'aie' : 'ayons'
  if (verb === 'aller' && person === 1) return 'va'
  const form = presentOf(verb, person)
  return person === 1 && /(?:er|ouvrir)$/.test(verb) ? form.replace(/s$/, '') : form
}

function imperfectStem(verb: string, person: Person): string {
  if (verb === 'être') return 'ét'
  const stem = presentOf(verb, 3).replace(/ons$/, '')
  // The e that keeps g soft goes before i: mangeais, but mangions.
  return person === 3 || person === 4 ? stem.replace(/ge$/, 'g').replace(/ç$/, 'c') : stem
}

function futureStem(verb: string): string {
  const irregular = lookUp(verb)
  if (irregular) return irregular.future
  if (verb.endsWith('er')) {
    const stem = verb.slice(0, -2)
    // préférer keeps its é in the future.
    return `${/é[^aeiouy]+$/.test(stem) ? stem : openedStem(stem)}er`
  }
  return verb.endsWith('re') ? verb.slice(0, -1) : verb
}

/** mang-eons, commenç-ons. */
function softened(stem: string, ending: string): string {
  if (!ending.startsWith('o')) return stem
  return stem.endsWith('g') ? `${stem}e` : stem.endsWith('c') ? `${stem.slice(0, -1)}ç` : stem
}

/** The stem before a silent ending: achèt-e, préfèr-e, jett-e, appell-e, nettoi-e. */
function openedStem(stem: string): string {
  if (/(?:app|rapp)el$|jet$/.test(stem)) return stem + stem.at(-1)
  if (/[ou]y$/.test(stem)) return `${stem.slice(0, -1)}i`
  if (/[eé][bcdfglmnprstv]$/.test(stem) && !/(?:ll|tt|ss|rr)$/.test(stem))
    return `${stem.slice(0, -2)}è${stem.at(-1)}`
  return stem
}
