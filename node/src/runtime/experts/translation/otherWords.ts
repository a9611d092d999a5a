/** A word or phrase that is translated as a whole. */
export type FixedWord = {
  readonly english: string
  readonly french: string
  /**
   * `time` and `place`: adverbs at the end or beginning; `often`: adverbs that go after the verb in French;
   * `month`, `number`, `age` (years old), and `phrase`: a whole saying.
   */
  readonly kind: 'time' | 'place' | 'often' | 'manner' | 'month' | 'number' | 'age' | 'phrase'
}

const LISTS: Readonly<Record<FixedWord['kind'], string>> = {
  time: "today=aujourd'hui|tomorrow=demain|yesterday=hier|now=maintenant|every day=tous les jours|every morning=tous les matins|every evening=tous les soirs|this morning=ce matin|this evening=ce soir|this afternoon=cet après-midi|this week=cette semaine|this year=cette année|next week=la semaine prochaine|next year=l'année prochaine|next month=le mois prochain|last week=la semaine dernière|last year=l'année dernière|last night=hier soir|tonight=ce soir|soon=bientôt|later=plus tard|on Monday=lundi|on Tuesday=mardi|on Wednesday=mercredi|on Thursday=jeudi|on Friday=vendredi|on Saturday=samedi|on Sunday=dimanche|in the morning=le matin|in the evening=le soir|at night=la nuit|in summer=en été|in winter=en hiver|in spring=au printemps|in autumn=en automne|at noon=à midi|at midnight=à minuit|tomorrow morning=demain matin|tomorrow evening=demain soir|yesterday morning=hier matin|all day=toute la journée|on weekends=le week-end|for a long time=depuis longtemps|early=tôt",
  place:
    "here=ici|there=là-bas|at home=à la maison|home=à la maison|at school=à l'école|to school=à l'école|to town=en ville|at work=au travail|everywhere=partout|outside=dehors|inside=à l'intérieur|upstairs=en haut|downstairs=en bas|in town=en ville|abroad=à l'étranger|in bed=au lit|far away=loin|nearby=à côté|by car=en voiture|by train=en train|by bus=en bus|by plane=en avion|on foot=à pied|by bike=à vélo",
  often:
    'often=souvent|always=toujours|sometimes=parfois|rarely=rarement|already=déjà|still=encore|also=aussi',
  manner:
    'well=bien|badly=mal|a lot=beaucoup|slowly=lentement|together=ensemble|quietly=doucement|quickly=rapidement|too much=trop|a little=un peu|again=encore|carefully=avec soin',
  month:
    'January=janvier|February=février|March=mars|April=avril|May=mai|June=juin|July=juillet|August=août|September=septembre|October=octobre|November=novembre|December=décembre',
  number:
    'two=deux|three=trois|four=quatre|five=cinq|six=six|seven=sept|eight=huit|nine=neuf|ten=dix|eleven=onze|twelve=douze|fifteen=quinze|twenty=vingt|thirty=trente|forty=quarante|fifty=cinquante',
  age: 'years old=ans',
  phrase:
    "hello=bonjour|good morning=bonjour|good evening=bonsoir|good night=bonne nuit|goodbye=au revoir|thank you=merci|thank you very much=merci beaucoup|please=s'il te plaît|yes=oui|excuse me=excusez-moi|sorry=pardon|see you tomorrow=à demain|see you soon=à bientôt|happy birthday=joyeux anniversaire|good luck=bonne chance|of course=bien sûr|how are you=comment vas-tu|what is your name=comment t'appelles-tu|what time is it=quelle heure est-il|have a nice day=bonne journée|enjoy your meal=bon appétit|welcome=bienvenue|I do not know=je ne sais pas|I do not understand=je ne comprends pas|how much does it cost=combien ça coûte|congratulations=félicitations|it does not matter=ça ne fait rien|nice to meet you=enchanté|no problem=pas de problème|it is raining=il pleut|it is snowing=il neige|help=au secours|come in=entrez|maybe=peut-être|no=non",
}

/** Every fixed word and phrase that the translation expert knows. */
export const FIXED_WORDS: readonly FixedWord[] = Object.entries(LISTS).flatMap(([kind, list]) =>
  list.split('|').map((entry) => {
    const [english, french] = entry.split('=') as [string, string]
    return { kind: kind as FixedWord['kind'], english, french }
  }),
)
