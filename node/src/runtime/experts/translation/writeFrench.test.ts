import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readSentence } from './readSentence.ts'
import { writeFrench } from './writeFrench.ts'

/** English, what a model writes for it, French. */
const CASES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'articles and adjectives': [
    ['the small cats are sleeping', 'leABCp', 'Les petits chats dorment'],
    ['the old hotel', 'leAB', 'Le vieil hôtel'],
    ['big trees', 'unAB', 'De grands arbres'],
    ['a small red car', 'unABC', 'Une petite voiture rouge'],
    ['this man', 'ceA', 'Cet homme'],
    ['my story', 'monA', 'Mon histoire'],
    ['all the girls', 'tout leA', 'Toutes les filles'],
    ['the biggest house', 'le plusAB', 'La plus grande maison'],
    ['the most interesting book', 'le plusAB', 'Le livre le plus intéressant'],
    ['my blackest goat', 'mon plusAB', 'Ma chèvre la plus noire'],
    ['a better idea', 'un plusAB', 'Une meilleure idée'],
    ['a lot of water', 'beaucoup_deA', "Beaucoup d'eau"],
    ['three horses', 'AB', 'Trois chevaux'],
  ],
  'joined words': [
    ['the doctor of the children', 'leA de leB', 'Le médecin des enfants'],
    ['I go to the market', 'jeAp à leB', 'Je vais au marché'],
    ['I go to school with Anna', 'jeApB avecC', "Je vais à l'école avec Anna"],
    ["Anna's key", 'leB deA', "La clé d'Anna"],
    ['he drinks water', 'ilAp duB.', "Il boit de l'eau."],
    ['if he sleeps', 'si ilAp', "S'il dort"],
    ['it was a dog', 'ce être.i unA', "C'était un chien"],
    ['they live in Canada', 'ilsAp enB', 'Ils vivent au Canada'],
    ['they live in France', 'ilsAp enB', 'Ils vivent en France'],
  ],
  'verbs and their pronouns': [
    ['he does not drink water', 'il pasAp deB.', "Il ne boit pas d'eau."],
    ['I have not often eaten apples', 'je pasBcA unC', "Je n'ai pas souvent mangé des pommes"],
    ['I do not see him', 'je pas leAp', 'Je ne le vois pas'],
    ['I saw her', 'je laAc.', "Je l'ai vue."],
    ['I talk to him', 'je luiAp.', 'Je lui parle.'],
    ['I talk to the teacher', 'jeAp leB', 'Je parle au professeur'],
    ['I leave the house', 'jeAp leB', 'Je quitte la maison'],
    ['I will leave', 'jeAf', 'Je partirai'],
    ['my sisters arrived', 'monABc', 'Mes sœurs sont arrivées'],
    ['she got dressed', 'elleAc', "Elle s'est habillée"],
    ['I am going to get up', 'jeApBn', 'Je vais me lever'],
    ['get up early', 'AmB', 'Lève-toi tôt'],
    ['look at me', 'meAm', 'Regarde-moi'],
    ['do not help her', 'pas laAm', "Ne l'aide pas"],
    ["let's buy the bread", 'Al leB', 'Achetons le pain'],
    ['I would like a coffee', 'je vouloir.k unB', 'Je voudrais un café'],
    ['we prefer tea', 'nousAp leB', 'Nous préférons le thé'],
  ],
  'who agrees with whom': [
    [
      'the girls were tired and happy',
      'leA être.iB etC',
      'Les filles étaient fatiguées et heureuses',
    ],
    ['Anna and Julia are tired', 'A etB être.pC', 'Anna et Julia sont fatiguées'],
    ['Anna and Paul are tired', 'A etB être.pC', 'Anna et Paul sont fatigués'],
    ['Anna sings and Paul dances', 'ABp etCDp', 'Anna chante et Paul danse'],
    ['I know the men who sleep', 'jeAp leB quiCp', 'Je connais les hommes qui dorment'],
    ["my brother's dog sleeps", 'leB de monACp', 'Le chien de mon frère dort'],
    ['these are horses', 'ce être.p unA', 'Ce sont des chevaux'],
  ],
  'questions and what there is': [
    ['where are the keys?', 'où être.p leA?', 'Où sont les clés ?'],
    ['does he sleep?', 'est-ce_que ilAp?', "Est-ce qu'il dort ?"],
    ['what do you eat?', 'que est-ce_que tuAp?', "Qu'est-ce que tu manges ?"],
    ['who opens the door?', 'quiAp leB?', 'Qui ouvre la porte ?'],
    ['there is no car', 'il_y pas avoir.p deA', "Il n'y a pas de voiture"],
    ['I am very hungry', 'je avoir.p trèsA', "J'ai très faim"],
    ['she is twenty years old', 'elle avoir.pAB', 'Elle a vingt ans'],
  ],
}

describe('writeFrench', () => {
  for (const [kind, cases] of Object.entries(CASES))
    it(`writes ${kind}`, () => {
      for (const [english, raw, french] of cases)
        assert.equal(writeFrench(raw, readSentence(english)), french, english)
    })

  it('property: ends on whatever a model may write', () => {
    const parts = fc.constantFrom(
      'A',
      'Bp',
      'Cc',
      ' le',
      ' pas',
      ' être.p',
      ' qui',
      ' et',
      '.',
      ' plus',
      ' me',
      '9',
    )
    const items = readSentence('the small cats see my big dog and sleep')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((raw) => raw.join('')),
        ),
        (raw) => {
          assert.equal(typeof writeFrench(raw, items), 'string')
        },
      ),
    )
  })
})
