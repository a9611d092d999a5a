/** The lie: the noise is of another seed than the one that both sides made. */

import { describeLostRaces } from '../support/describeLostRaces.ts'

describeLostRaces('a runtime that draws by another seed', 'otherSeed')
