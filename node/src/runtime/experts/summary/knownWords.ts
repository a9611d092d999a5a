/**
 * The words that the training of the summary expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a about access action addition affected after again agreed aim aimed alert all also an and
  another answer any appears approved are arrive arrived as ask asked at back backup bad badly be
  because been before behind being better biggest blame blamed blames blocked blocker blocks board
  boil briefly broke broken brought budget bus but by cache called came can cannot care cause
  caused change changed charge check checked chose climbed closed coffee cold come comes
  complained complete completed condense connection contact continue continues costs could count
  crack cracks crashed critical cups customer damage damaged date day dead deadline debug decided
  decision decrease decreased delay delayed deliver delivered delivery details did difference
  discuss discussed do does dollars done door down dr driver drop dropped due effect empty end
  error errors everyone everything exception exited expect expected explain explains facts failed
  failure failures fall far fatal fault fell felt fewer finding findings fine finish finished fix
  fixed follow follow-up following follows for forecast form found from full gained gave get gist
  give giving go goal goes going good got greetings grew grow had hand happened has have head
  heads healthy held help here higher hit holds holiday home hope i impact in incident increase
  increased info inspected inspection inspector into is it item job jumped kept key know last late
  later launch lead leads leaves led left less let level light likes line list listening live
  loaded log logged long look looking lost lower luckily lunch made main make manager manages me
  meet meeting meets mentions message met minds minus minutes missing mood more mostly ms must
  names need needs neither never new next nice no nobody nor normal not note noted notes noticed
  now number occurred of offered offline ok on one one-line online only open order our out outcome
  over painted paper papers parking part parts pass passed people phone plan planned played please
  plus points problem problems progress project promised put questions queue quick quit radio
  rained rang reach reached read ready reason receive received recovered recovery regards rejected
  remained remains remark repair repaired repeat repeated replaced report reported reports
  requests reset resolved responding responsible restart restarted restored result retried retries
  retry return rise risk room root rose round rules running runs sadly safe said same sank saw say
  says see seems seen send sends sent sentence served service set short shorten should shows
  shrank sight sign signature signed since slipped slow slows small so solved some stable started
  status stayed stays steady step still stop stopped story struggle stuck success successful
  successfully sum summarise summarize summary survive systems takes talk talked target task team
  test tested tests text than thank thanks that the their then there these they thing thinks this
  threw time times tl to today told too took topic total trace trip trouble truck turned unchanged
  under unreachable unsafe until up update us use used user users version visit volunteered voted
  wait waiting want wants warm warn was way we weather week weekly well went were wet what when
  which who why will with without work working works worse yet you your
  `
    .trim()
    .split(/\s+/),
)
