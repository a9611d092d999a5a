/** What a noun stands for; the verbs of a sentence choose by it, and some words of French do. */
export type NounKind =
  | 'person'
  | 'job'
  | 'animal'
  | 'food'
  | 'mass'
  | 'thing'
  | 'clothes'
  | 'place'
  | 'country'
  | 'idea'
  | 'span'

export type Noun = {
  readonly kind: NounKind
  readonly english: string
  readonly plural: string
  readonly french: string
  readonly gender: 'm' | 'f'
}

/** English (plural when it is irregular), French, gender; mass nouns are used without an article. */
const LISTS: Readonly<Record<NounKind, string>> = {
  person:
    'man:men homme m|woman:women femme f|boy garçon m|girl fille f|child:children enfant m|friend ami m|neighbor voisin m|brother frère m|sister sœur f|father père m|mother mère f|son fils m|daughter fille f|uncle oncle m|aunt tante f|baby bébé m|guest invité m|customer client m|husband mari m|grandmother grand-mère f|grandfather grand-père m|tourist touriste m|boss chef m|colleague collègue m|cousin cousin m',
  job: 'teacher professeur m|doctor médecin m|student étudiant m|nurse infirmière f|baker boulanger m|farmer fermier m|king roi m|queen reine f|lawyer avocat m|waiter serveur m|cook cuisinier m|driver chauffeur m|engineer ingénieur m|actor acteur m|singer chanteuse f|writer écrivain m|painter peintre m|soldier soldat m|musician musicien m',
  animal:
    'dog chien m|cat chat m|horse cheval m|bird oiseau m|cow vache f|mouse:mice souris f|rabbit lapin m|fox:foxes renard m|pig cochon m|duck canard m|chicken poulet m|lion lion m|bear ours m|wolf:wolves loup m|goat chèvre f|frog grenouille f|elephant éléphant m|monkey singe m|snake serpent m|turtle tortue f|donkey âne m|bee abeille f|spider araignée f|tiger tigre m',
  food: 'apple pomme f|orange orange f|banana banane f|pear poire f|cake gâteau m|egg œuf m|tomato:tomatoes tomate f|potato:potatoes pomme_de_terre f|carrot carotte f|onion oignon m|sandwich sandwich m|cookie biscuit m|strawberry fraise f|cherry cerise f|lemon citron m|peach:peaches pêche f|pancake crêpe f|omelette omelette f|sausage saucisse f|mushroom champignon m|pizza pizza f|grape raisin m|pie tarte f',
  mass: 'water eau f|milk lait m|coffee café m|tea thé m|bread pain m|cheese fromage m|butter beurre m|meat viande f|rice riz m|soup soupe f|wine vin m|beer bière f|juice jus m|sugar sucre m|salt sel m|honey miel m|jam confiture f|oil huile f|fish poisson m|ham jambon m|chocolate chocolat m|flour farine f|money argent m|paper papier m|wood bois m|music musique f|gold or m|snow neige f|sand sable m',
  thing:
    'book livre m|table table f|chair chaise f|car voiture f|bicycle vélo m|door porte f|window fenêtre f|key clé f|letter lettre f|lamp lampe f|bag sac m|box:boxes boîte f|bottle bouteille f|glass:glasses verre m|cup tasse f|plate assiette f|knife:knives couteau m|fork fourchette f|spoon cuillère f|phone téléphone m|computer ordinateur m|clock horloge f|ball balle f|picture image f|pencil crayon m|pen stylo m|newspaper journal m|ticket billet m|train train m|bus:buses bus m|boat bateau m|plane avion m|truck camion m|flower fleur f|tree arbre m|bed lit m|mirror miroir m|wall mur m|roof toit m|bench:benches banc m|gift cadeau m|toy jouet m|basket panier m|umbrella parapluie m|camera appareil_photo m|guitar guitare f|piano piano m|map carte f|suitcase valise f|wallet portefeuille m|watch:watches montre f|ring bague f|candle bougie f|blanket couverture f|pillow oreiller m|carpet tapis m|hammer marteau m|machine machine f|stone pierre f|leaf:leaves feuille f|message message m|photo photo f|film film m|poem poème m|song chanson f|story histoire f|shelf:shelves étagère f|rope corde f|bridge pont m|motorcycle moto f',
  clothes:
    'shirt chemise f|dress:dresses robe f|hat chapeau m|coat manteau m|shoe chaussure f|boot botte f|sock chaussette f|skirt jupe f|jacket veste f|scarf:scarves écharpe f|glove gant m|belt ceinture f|sweater pull m|tie cravate f|cap casquette f|suit costume m',
  place:
    'house maison f|garden jardin m|school école f|kitchen cuisine f|room chambre f|city ville f|street rue f|park parc m|station gare f|hospital hôpital m|church:churches église f|market marché m|shop magasin m|restaurant restaurant m|hotel hôtel m|office bureau m|library bibliothèque f|museum musée m|beach:beaches plage f|forest forêt f|mountain montagne f|river rivière f|village village m|farm ferme f|bank banque f|airport aéroport m|theater théâtre m|castle château m|island île f|field champ m|lake lac m|bakery boulangerie f|pool piscine f|factory usine f|prison prison f|cellar cave f|bathroom salle_de_bains f|square place f|tower tour f|harbor port m|supermarket supermarché m|cafe café m|zoo zoo m|garage garage m',
  country:
    'France France f|Spain Espagne f|Italy Italie f|Germany Allemagne f|England Angleterre f|Belgium Belgique f|Switzerland Suisse f|Greece Grèce f|Russia Russie f|China Chine f|Ireland Irlande f|Scotland Écosse f|Canada Canada m|Japan Japon m|Portugal Portugal m|Brazil Brésil m|Mexico Mexique m|Denmark Danemark m|Morocco Maroc m|Peru Pérou m|India Inde f|Egypt Égypte f|Poland Pologne f|Turkey Turquie f|Norway Norvège f|Sweden Suède f',
  idea: 'question question f|answer réponse f|idea idée f|problem problème m|word mot m|name nom m|language langue f|game jeu m|lesson leçon f|party fête f|meeting réunion f|secret secret m|dream rêve m|mistake erreur f|plan projet m|job travail m|journey voyage m|dance danse f|rule règle f|price prix m|number numéro m|exam examen m|joke blague f|truth vérité f|dinner dîner m|lunch déjeuner m|breakfast petit-déjeuner m|exercise exercice m|concert concert m|birthday anniversaire m',
  span: 'day jour m|week semaine f|month mois m|year an m|hour heure f|minute minute f',
}

/** Every noun that the translation expert knows. */
export const NOUNS: readonly Noun[] = Object.entries(LISTS).flatMap(([kind, list]) =>
  list.split('|').map((entry) => {
    const [words, french, gender] = entry.split(' ') as [string, string, 'm' | 'f']
    const [english, plural = pluralOf(english!)] = words.split(':')
    return {
      kind: kind as NounKind,
      english: english!,
      plural,
      french: french.replaceAll('_', ' ').trim(),
      gender,
    }
  }),
)

function pluralOf(english: string): string {
  if (/[^aeiou]y$/.test(english)) return `${english.slice(0, -1)}ies`
  return `${english}${/(?:s|x|ch|sh)$/.test(english) ? 'es' : 's'}`
}

/** Parts of a compound that stay as they are: `pommes de terre`, `appareils photo`. */
const FIRST_PART_ONLY = /^(\S+)( (?:de|des|d'|photo).*)$/

/** Returns the French plural: `chevaux`, `bateaux`, `souris`. */
export function frenchPlural(french: string): string {
  const compound = FIRST_PART_ONLY.exec(french)
  if (compound) return frenchPlural(compound[1]!) + compound[2]!
  const hyphen = /^(grand|petit)-(.*)$/.exec(french)
  if (hyphen) return `${hyphen[1]}s-${frenchPlural(hyphen[2]!)}`
  if (/[sxz]$/.test(french)) return french
  if (/(?:eau|eu)$/.test(french)) return `${french}x`
  if (french === 'travail') return 'travaux'
  if (/al$/.test(french)) return `${french.slice(0, -2)}aux`
  return `${french}s`
}
