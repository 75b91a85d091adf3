/** What single trades speak of, from a doctor's practice to a council, each line one meaning. See language-words. */
export const ENGLISH_TRADES = `
  practice surgery clinic
  checkup examination check screening
  blood_test bloodwork
  referral refer
  prescribe prescription
  dose dosage
  symptom sign
  flu influenza
  fever temperature
  cough cold
  plaster cast
  bandage dressing
  denture tooth dental
  filling tooth
  brace aligner
  hearing_aid hearing
  contact_lens lens
  midwife birth
  pregnant expecting pregnancy expectant maternity
  breastfeed nursing
  medical_record record file
  sick_note certificate
  insurer insurance
  deductible excess copay
  premium contribution
  beneficiary heir
  accident crash collision
  burglary theft break_in
  flood water
  liability liable responsible
  coverage cover protection
  appraiser assessor expert
  quote quotation estimate offer
  overdraft overdrawn
  interest_rate interest
  statement account_statement
  transfer remittance payment
  iban account_number
  pin code
  cardholder holder
  deduct debit charge take
  charge debit deduct bill
  bill charge invoice
  chargeback dispute
  dispute contest challenge object
  objection appeal dispute
  appeal objection contest
  fraud scam phishing
  suspicious dubious phishing scam
  hack compromise
  stolen hacked
  teller cashier
  portfolio shares
  broker trader
  dividend payout
  payout payment disbursement
  donate donation give contribute
  donor giver
  volunteer helper
  charity nonprofit
  council municipality town_hall authority
  authority office
  citizen resident inhabitant
  resident inhabitant tenant
  residence home
  register_address registration
  birth_certificate certificate
  marriage marry wedding
  divorce separate
  passport travel_document
  identity_card id
  driving_licence licence
  number_plate plate
  parking_ticket fine
  vote ballot election
  bin_collection rubbish refuse
  bulky_waste waste
  collection pickup
  dog_tax tax
  permit authorisation
  building_permit permit
  lawyer solicitor attorney advocate
  contract deal
  clause term
  sign signature signing
  court tribunal
  testament will_document
  landlord owner
  tenant renter lodger occupant
  deposit security
  rent monthly_rent
  utilities heating_cost
  sublet sublease
  flatmate roommate
  move_in moving
  move_out moving
  keys key
  lock door
  locked_out lockout
  caretaker janitor concierge
  mould mold damp
  leak drip leaking
  clogged blocked
  drain sink
  toilet lavatory loo restroom wc bathroom
  pipe plumbing
  plumber plumbing
  meter reading
  provider supplier carrier operator
  electricity power energy
  gas heating
  blackout outage
  tariff price rate plan
  solar photovoltaic
  ev electric_car
  charging_station charger
  charge recharge
  wallbox charger
  router modem
  hotspot tethering
  signal reception coverage
  voicemail mailbox answering_machine
  call_forwarding forward divert
  divert forward redirect
  transfer port
  porting transfer move
  prepaid pay_as_you_go top_up
  topup recharge credit
  puk code
  caller_id number
  throttle slow
  unlimited flat
  data_volume data
  allowance quota limit
  stream watch play
  episode show
  series show
  playlist list
  channel station
  album record
  console device
  controller gamepad
  level stage
  avatar profile_picture
  nickname username name
  display_name username name
  handle username
  follower subscriber
  publish release post
  draft unpublished
  comment reply
  like favourite
  favourite bookmark wishlist
  wishlist favourites list saved
  hashtag tag
  tag label category
  category label group
  pin stick
  ban block exclude
  kick remove expel
  moderator admin
  owner administrator
  ownership owner
  role permission
  workspace organisation
  seat licence
  billing invoicing payment
  billing_address address
  vat tax
  tax_number vat
  purchase_order order
  subscription abo
  churn cancel
  onboarding introduction
  tutorial guide introduction lesson
  documentation manual docs guide
  changelog release_notes
  revert undo restore rollback
  undo revert reverse
  endpoint api
  webhook callback
  credential password login
  sso single_signon
  timeout expire
  latency delay
  hosting host server
  domain website
  dns nameserver
  ssl https certificate
  database db
  query search
  script code
  snippet code
  repository repo
  deploy publish release
  migrate move import
  migration move import
  bulk mass batch
  spreadsheet sheet
  cell box
  formula calculation
  print printing printout
  cartridge ink toner
  jam jammed stuck paper_jam
  scan scanner
  firmware software update
  overheat hot
  fan cooling
  shutter blind
  washing_machine washer
  dryer tumble_dryer
  stove oven cooker hob
  kettle boiler
  blender mixer
  alarm siren
  alert alarm
  smart_lock lock
  screw bolt
  assemble assembly put_together build set_up
  assembly assemble mounting installation
  mount fix attach hang
  dismantle disassemble
  sofa couch settee
  armchair chair
  wardrobe closet
  cupboard cabinet closet
  shelf rack
  linen bedding sheets
  curtain drape
  rug carpet
  lampshade lamp
  cushion pillow
  dimension measurement size
  measure measurement
  size_chart size
  loose big
  tight small
  alteration tailoring
  tailor alter
  hem shorten
  zipper zip
  sleeve arm
  trousers jeans
  jacket coat
  dress gown
  sweatshirt hoodie
  sock stocking
  belt strap
  strap band
  ring jewellery
  necklace chain
  engrave engraving
  watch timepiece
  resize adjust
  shrink shrunk
  fade discolour
  iron press
  dry_clean cleaning
  waterproof water_resistant
  hypoallergenic allergy
  vegan plant_based
  vegetarian meatless
  gluten wheat
  gluten_free gluten
  lactose milk dairy
  nut allergen
  allergen allergy
  ingredient content composition
  calorie nutrition
  expiry_date best_before
  shelf_life expiry keep
  spoil rotten
  refrigerate cool
  thaw defrost
  reheat warm
  takeaway takeout
  menu card
  dish meal
  dinner supper
  tip gratuity
  waiter server
  courier driver rider
  doorstep door
  parcel_locker locker
  tracking_number tracking
  dispatch send ship
  shipped dispatched sent
  undelivered missing
  customs_fee customs
  import_tax customs
  oversized large bulky
  fragile breakable
  express fast
  same_day today
  slot window
  timeslot slot
  platform track
  carriage wagon coach
  compartment coach
  railcard card
  season_ticket pass
  pass ticket
  monthly_pass ticket
  conductor inspector
  connection transfer
  layover stopover
  boarding board
  legroom space
  carry_on hand
  pram stroller buggy pushchair
  car_seat child_seat
  cot crib
  nappy diaper
  nursery kindergarten daycare childcare preschool
  school college
  term semester
  assignment homework task
  coursework assignment
  professor lecturer
  tutor teacher
  tuition fees
  scholarship grant bursary
  grant scholarship funding
  transcript certificate
  dorm accommodation
  campus university
  lend loan
  overdue late
  museum gallery
  exhibition show
  guided_tour tour
  concert gig
  venue location
  fitness gym workout
  workout training exercise
  instructor trainer teacher coach
  pool swimming
  treatment therapy
  haircut hair
  hairdresser salon stylist
  dye colour
  manicure nail
  lotion cream
  scent perfume fragrance smell
  skincare skin
  garage workshop
  mot inspection
  inspection check examination
  tyre wheel
  windscreen windshield
  bonnet hood
  boot trunk
  engine motor
  mileage kilometre
  odometer mileage
  tow towing
  roadside breakdown
  rental_car car
  lease leasing
  test_drive trial
  saddle seat
  pump inflate
  puncture flat
  job_offer vacancy
  vacancy opening job
  cv resume
  payslip payroll
  payroll salary
  promotion raise
  day_off leave holiday
  time_off leave holiday vacation
  parental_leave leave
  home_office remote
  commute travel
  business_trip travel
  expenses reimbursement
  training course
  badge card
  lanyard badge
  reference testimonial
`
