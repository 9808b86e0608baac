type Words = readonly [string, ...string[]];

const list = (text: string): Words => {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  return [first, ...rest];
};

/** What data are about. */
export const SUBJECTS = list(`
  customer order invoice payment shipment product supplier warehouse employee contract claim policy account
  transaction subscription campaign session device sensor vehicle driver route ticket incident asset budget forecast
  inventory return refund voucher coupon discount basket checkout delivery courier parcel store region branch
  merchant terminal card loan mortgage deposit portfolio fund position trade quote instrument counterparty exposure
  collateral premium underwriting broker patient appointment prescription diagnosis laboratory admission treatment
  student course enrolment lecturer exam flight booking passenger airport baggage crew hotel reservation guest menu
  recipe ingredient machine turbine meter consumption tariff outage grid pipeline well reservoir emission harvest
  parcelzone field crop livestock vessel container port customs declaration tender bid vendor purchase requisition
  timesheet payroll vacancy applicant interview training certificate complaint survey feedback review article author
  newsletter advertiser impression click conversion audience segment lead opportunity pipeline churn loyalty reward
`);

/** What of them. */
export const ASPECTS = list(`
  events history snapshot master metrics features scores forecasts balances movements positions changes status
  lifecycle attributes profile hierarchy mapping reference catalogue ledger journal registry summary statistics
  trends anomalies alerts quality reconciliation settlement allocation attribution retention segments cohorts
  embeddings predictions labels rankings recommendations interactions preferences consents permissions audits
  corrections adjustments reversals accruals commitments obligations schedules calendars durations distances
  volumes quantities prices costs margins revenues taxes fees penalties ratings risks limits thresholds
`);

/** Which cut of it. */
export const CUTS = list(`
  daily hourly weekly monthly quarterly realtime intraday global europe germany france nordics iberia benelux
  americas brazil canada mexico asia japan india australia africa emea apac dach wholesale retail online
  marketplace mobile branchless corporate consumer business premium legacy migrated curated raw cleansed
  aggregated anonymised enriched validated certified internal external partner regulatory statutory
`);

/** Where it comes from: names that are in no dictionary. */
export const SYSTEMS = list(`
  sapecc salesforce netsuite workday zuora stripeco adyenpay dynatrace kafkabus oraclefin siebelcrm magentoshop
  hybriscom shopwareeu servicenow zendeskit marklogix teradw snowvault redlake deltahub icebox vertigo cobaltcore
  finacle temenos murexfx calypso guidewire duckcreek epiccare cernerlab primavera maximo osisoft pilogger
`);

export const DOMAINS = list(`
  sales marketing finance logistics procurement manufacturing insurance payments lending trading health education
  travel hospitality energy agriculture maritime people media analytics
`);

export const QUALIFIERS = list(`
  id number code type status name amount currency date timestamp country region channel category reason source
  target quantity unit price cost rate score flag version level priority weight volume duration distance balance
  limit ratio index count total minimum maximum average reference comment
`);

export const VERBS = list(`
  describes identifies classifies measures records counts links explains assigns derives converts estimates
  validates references groups orders limits
`);

export const PURPOSES = list(`
  reporting steering forecasting reconciliation compliance pricing planning modelling monitoring segmentation
  personalisation auditing billing scheduling routing
`);

export const TAGS = list(`
  gold silver bronze gdpr pii sox ifrs basel solvency kpi machine-learning feature-store master-data reference-data
  streaming batch open-data sensitive certified experimental core finance-reporting customer-360 esg sustainability
  fraud forecasting geo time-series events snapshots dimension fact
`);

export const FIRST_NAMES = list(`
  Ada Alan Grace Edsger Barbara Donald Margaret Dennis Frances Niklaus Radia Ken Adele John Shafi Tim Karen Vint
  Katherine Leslie Sophie Robin Hedy Claude Annie Tony Jean Edgar Lynn Peter
`);

export const LAST_NAMES = list(`
  Lovelace Turing Hopper Dijkstra Liskov Knuth Hamilton Ritchie Allen Wirth Perlman Thompson Goldberg Backus
  Goldwasser Berners Spaerck Cerf Johnson Lamport Wilson Milner Lamarr Shannon Easley Hoare Bartik Codd Conway Naur
`);
