/** Things and qualities that support of many trades speaks of, each line one meaning. See language-words. */
export const ENGLISH_THINGS = `
  contract agreement
  plan tariff subscription package rate
  subscription plan membership
  package parcel order shipment packet
  box package
  password passcode passphrase
  username
  email mail message
  message mail text
  phone telephone mobile smartphone cellphone handset
  mobile phone
  phone_number mobile_number
  app application program software
  program application app software
  software program app application
  computer pc machine laptop desktop
  device gadget machine
  license licence
  internet connection network online web
  wifi wireless wlan
  network internet
  website site
  web internet online
  browser
  screen display monitor
  picture image photo
  video clip
  file document
  document paper papers file certificate
  folder directory
  account profile
  team workspace group
  member user
  bag luggage baggage suitcase
  flight plane aircraft airplane
  bus coach
  train
  car vehicle automobile
  taxi cab
  rent hire rental
  hotel accommodation
  room
  ticket booking
  seat place
  trip travel journey
  abroad overseas foreign international
  international foreign abroad cross_border
  country state
  address
  store shop branch outlet
  shop store
  money funds cash
  money refund
  funds money
  cash atm money
  atm cash_machine
  loan credit
  credit loan
  limit maximum cap allowance
  maximum limit most max
  minimum least min
  stock share
  share stock
  interest
  tax
  insurance policy cover coverage
  insured insure covered protect insurance cover
  cover include insure coverage covered
  include contain cover included comprise part
  warranty guarantee
  guarantee warranty
  claim
  doctor physician
  tablet pill
  medicine drug medication
  meal food eat eating
  food meal
  drink beverage
  poisonous toxic harmful dangerous poison sick
  soil substrate compost mix earth
  water watering irrigate
  fertilise fertilize feed fertiliser fertilizer
  plant
  cold low freezing minimum
  hot high
  warm hot
  size dimension
  font letter text
  text font
  delay late delayed
  late delayed
  delayed late
  miss missed missing
  theft steal stolen rob
  steal stolen
  lose lost missing
  vacation holiday leave
  holiday vacation
  leave vacation
  salary wage pay
  job position
  course class lesson
  feedback review rating rate opinion evaluate
  review rate feedback rating evaluate
  survive live
  store_location branch
  collect fetch pickup
  own
  recent latest newest
  top first beginning
  sort order arrange list listing
  filter narrow
  archive
  complete finish done finished completed
  finish complete
  early advance
  upfront early before advance
  simcard sim
  after following once afterwards
  before prior
  accidentally mistake accident unintentionally
  automatically automatic auto recurring
  recurring repeat regular automatic
  available possible
  interface screen ui
  language
  version release
  storage disk space
  space storage room
  key code
  identify recognise recognize
  recognise recognize identify know
  unknown unrecognised unfamiliar anonymous
  transaction payment charge booking
  charge payment transaction
  safe secure harmless
  secure safe protect
  security safety
  privacy
  permission right rights access
  role
  rule policy
  condition term
  deadline
  appointment visit meeting
  question
  answer reply respond response
  reply answer
  contact reach call
  call phone ring contact
  complain complaint
  agent representative
  employee staff
  kid child
  refuse decline
  postpone delay reschedule
  earn get receive
  valid good
  expire end lapse run_out
  missing
  wrong incorrect mistaken
  correct right
  entitlement entitled allowance
  entitled entitlement right
  sunlight sun
  indoors inside indoor
  outdoors outside outdoor
  grow cultivate
  descale decalcify limescale descaling
  coffee
  machine maker
  maker machine
  fibre fiber
  colour color
  cancelled canceled
  centre center
  cheque check
  programme program
  travelling traveling travel
  organisation organization company
  company organisation firm business
  external outside
  inside internal within
  spend pay
  gigabyte gb
  megabyte mb
  kilogram kg kilo
  centimetre cm centimeter
  litre liter
  euro eur
  dollar usd
  pound gbp
  degree celsius
  mute
  simultaneously once
  become happen
  lose loss misplace
  choose choice
  grow growth
  die dead death
  pay afford
  weigh weight
  fly flight
  opt choose
  want interested
  laptop notebook
  tv television telly
  fridge refrigerator
  film movie
  flat apartment
  trousers pants
  petrol fuel gasoline
  queue line
  postcode zipcode
  timetable schedule departure
  lift elevator
  metro subway underground
  pricey expensive costly dear
  fine penalty
  customs duty
  discount reduction concession
  instalment installment rate
  recipient payee beneficiary
  passport id identity
  forbid prohibit ban
  assist help
  attempt try
  courier carrier
  parcel mail post letter
  stain spot
  smell odour odor
  leak drip
  noise sound
  cable cord wire
  charger plug
  socket outlet
  baby infant
  pet animal
  dog puppy
  cat kitten
  sick ill unwell
  pain ache hurt
  allergy allergic
  hospital clinic
  learn study
  exam test
  error bug glitch
  spam junk
  dark night
  shortcut hotkey
  chat conversation thread
  ticket case request
  stuck frozen hang
  calculate compute
  reach arrive
  leave depart
  departure leave
  begin open
  end close
  notice announcement
  certificate document proof
  form document
  original first
  part component piece
  tool utility
  page site
  guide manual handbook instruction
  support helpdesk service
  staff team
  opinion comment feedback
  picture screen
  speed fast quick
  bag suitcase
  outside external outdoors
  clothes clothing
  cook prepare
  throw discard dispose
  waste rubbish garbage trash
  recycle dispose
  wait queue
  hurry urgent
  urgent priority
  cancel withdraw
  withdraw leave
  extend lengthen
  split divide
  merge combine join
  compare difference
  approve permit allow
  authorise approve
  entry entrance admission
  admission entry
  exit leave
  attend join visit
  visit come
  host
  travel ride go
  ride travel
  carry bring take
  bring carry take
  wear
  fit suit
  enough sufficient
  complete full whole
  mandatory compulsory obligatory required necessary
  optional voluntary
  valid usable
  evidence proof
  loan borrow
  lend borrow_out
  guarantee promise
  frequency often regular
  sender from_person
  thirst dry
  damp moist humid wet
  humidity moisture
  shade shadow
  light sunlight
  bright sunny
  pest insect bug
  disease illness
  leaf foliage frond
  pot planter container
  seed
  flower bloom blossom
  prune trim cut
  repot transplant`
