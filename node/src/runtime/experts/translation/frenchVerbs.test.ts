import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { conjugate, type Person, participleOf } from './frenchVerbs.ts'
import { VERBS } from './verbs.ts'

const PERSONS = [0, 1, 2, 3, 4, 5] as const satisfies readonly Person[]

describe('conjugate', () => {
  const present: Readonly<Record<string, string>> = {
    manger: 'mange manges mange mangeons mangez mangent',
    commencer: 'commence commences commence commençons commencez commencent',
    acheter: 'achète achètes achète achetons achetez achètent',
    préférer: 'préfère préfères préfère préférons préférez préfèrent',
    appeler: 'appelle appelles appelle appelons appelez appellent',
    jeter: 'jette jettes jette jetons jetez jettent',
    nettoyer: 'nettoie nettoies nettoie nettoyons nettoyez nettoient',
    finir: 'finis finis finit finissons finissez finissent',
    attendre: 'attends attends attend attendons attendez attendent',
    apprendre: 'apprends apprends apprend apprenons apprenez apprennent',
  }
  for (const [verb, forms] of Object.entries(present))
    it(`has the present of ${verb}`, () => {
      assert.equal(PERSONS.map((person) => conjugate(verb, 'present', person)).join(' '), forms)
    })

  it('has the other tenses', () => {
    const forms = [
      conjugate('manger', 'imperfect', 2),
      conjugate('manger', 'imperfect', 3),
      conjugate('être', 'imperfect', 5),
      conjugate('voir', 'future', 0),
      conjugate('jeter', 'future', 2),
      conjugate('préférer', 'future', 2),
      conjugate('vendre', 'conditional', 1),
      conjugate('donner', 'imperative', 1),
      conjugate('aller', 'imperative', 1),
      conjugate('finir', 'imperative', 3),
    ]
    assert.deepEqual(forms, [
      'mangeait',
      'mangions',
      'étaient',
      'verrai',
      'jettera',
      'préférera',
      'vendrais',
      'donne',
      'va',
      'finissons',
    ])
  })

  it('has every form of every verb of the dictionary', () => {
    for (const { french } of VERBS) {
      assert.match(french, /(?:er|ir|re)$/)
      for (const person of PERSONS)
        for (const tense of ['present', 'imperfect', 'future', 'conditional'] as const)
          assert.match(conjugate(french, tense, person), /^[\p{Ll}]+$/u)
    }
  })
})

describe('participleOf', () => {
  it('forms regular participles and knows the others', () => {
    const verbs = ['parler', 'finir', 'vendre', 'ouvrir', 'comprendre', 'vivre']
    assert.deepEqual(verbs.map(participleOf), [
      'parlé',
      'fini',
      'vendu',
      'ouvert',
      'compris',
      'vécu',
    ])
  })
})
