import { readTable, type Row, textOf as text } from "./read-table";

/** What aggregate and consumer-aligned products serve, computed from the files of the products they are made from. */
export function aggregate(vega: string, members: readonly Row[]): Record<string, Row[]> {
  return {
    "wildlife-risk-by-airport.csv": wildlifeRisk(readTable(`${vega}/birdstrikes.csv`)),
    "climate-indicators.csv": climateIndicators(
      readTable(`${vega}/co2-concentration.csv`),
      readTable(`${vega}/global-temp.csv`),
      readTable(`${vega}/disasters.csv`),
    ),
    "labour-market-monitor.csv": labourMarket(
      readTable(`${vega}/us-employment.csv`),
      readTable(`${vega}/unemployment-across-industries.json`),
      readTable(`${vega}/sp500-2000.csv`),
    ),
    "genre-returns.csv": genreReturns(readTable(`${vega}/movies.json`)),
    "state-health-profile.csv": stateHealth(
      readTable(`${vega}/population_engineers_hurricanes.csv`),
      readTable(`${vega}/obesity.json`),
      readTable(`${vega}/income.json`),
    ),
    "member-engagement.csv": memberEngagement(members),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Sorted by key, so that the same rows always make the same file. */
function groupBy(rows: readonly Row[], key: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function wildlifeRisk(strikes: readonly Row[]): Row[] {
  return groupBy(strikes, (strike) => text(strike["Airport Name"])).map(([airport, here]) => {
    const damaging = here.filter((strike) => strike["Effect Amount of damage"] !== "None");
    const dates = here.map((strike) => text(strike["Flight Date"])).sort();
    return {
      airport_name: airport,
      strikes: here.length,
      damaging_strikes: damaging.length,
      damaging_share: rounded(damaging.length / here.length, 4),
      cost_total_usd: sum(here.map((strike) => Number(strike["Cost Total $"]))),
      first_strike_on: dates[0],
      last_strike_on: dates.at(-1),
    };
  });
}

function climateIndicators(
  co2: readonly Row[],
  temperature: readonly Row[],
  disasters: readonly Row[],
): Row[] {
  const ppm = new Map(
    groupBy(co2, (row) => text(row.Date).slice(0, 4)).map(([year, rows]) => [
      year,
      { months: rows.length, ppm: rounded(mean(rows.map((row) => Number(row.CO2))), 2) },
    ]),
  );
  const deaths = new Map(
    disasters
      .filter(({ Entity: entity }) => entity === "All natural disasters")
      .map((row) => [row.Year, row.Deaths]),
  );
  return temperature
    .filter(({ year }) => Number(year) >= 1900)
    .map(({ year, temp }) => ({
      year,
      temperature_anomaly_c: temp,
      co2_ppm: ppm.get(text(year))?.ppm ?? "",
      co2_months: ppm.get(text(year))?.months ?? 0,
      disaster_deaths: deaths.get(year) ?? "",
    }));
}

function labourMarket(
  employment: readonly Row[],
  unemployment: readonly Row[],
  index: readonly Row[],
): Row[] {
  const unemployed = new Map(
    groupBy(unemployment, ({ year, month }) => `${text(year)}-${text(month).padStart(2, "0")}`).map(
      ([month, rows]) => [month, sum(rows.map(({ count }) => Number(count)))],
    ),
  );
  const closes = new Map(index.map(({ date, close }) => [text(date).slice(0, 7), Number(close)]));
  return employment.map(({ month, nonfarm, nonfarm_change: change }) => ({
    month: text(month),
    nonfarm_thousands: nonfarm,
    nonfarm_change_thousands: change,
    unemployed_thousands: unemployed.get(text(month).slice(0, 7)) ?? "",
    sp500_close: rounded(closes.get(text(month).slice(0, 7)) ?? Number.NaN, 2),
  }));
}

function genreReturns(movies: readonly Row[]): Row[] {
  const usable = movies.filter(
    (movie) =>
      movie["Major Genre"] !== null &&
      Number(movie["Production Budget"]) > 0 &&
      Number(movie["Worldwide Gross"]) > 0,
  );
  return groupBy(usable, (movie) => text(movie["Major Genre"])).map(([genre, films]) => {
    const budget = sum(films.map((film) => Number(film["Production Budget"])));
    const gross = sum(films.map((film) => Number(film["Worldwide Gross"])));
    const ratings = films.flatMap(({ "IMDB Rating": rating }) =>
      typeof rating === "number" ? [rating] : [],
    );
    return {
      genre,
      films: films.length,
      budget_usd: budget,
      worldwide_gross_usd: gross,
      gross_per_budget: rounded(gross / budget, 3),
      imdb_rating_mean: rounded(mean(ratings), 2),
    };
  });
}

function stateHealth(population: readonly Row[], obesity: readonly Row[], income: readonly Row[]): Row[] {
  const obese = new Map(obesity.map(({ id, rate, state }) => [text(id), { rate, state }]));
  const groups = new Map(groupBy(income, ({ id }) => text(id)));
  return population.flatMap(({ id, state, population: people }) => {
    const found = obese.get(text(id));
    if (!found) return [];
    const brackets = groups.get(text(id)) ?? [];
    const share = (names: readonly string[]) =>
      rounded(
        sum(brackets.filter(({ group }) => names.includes(text(group))).map(({ pct }) => Number(pct))),
        3,
      );
    return [
      {
        state_fips: id,
        state_code: found.state,
        state_name: state,
        population: people,
        obesity_rate: found.rate,
        low_income_share: share(["<10000", "10000 to 14999", "15000 to 24999"]),
        high_income_share: share(["150000 to 199999", "200000+"]),
      },
    ];
  });
}

/** Groups of fewer than five are left out: nobody may be recognised in a count. */
function memberEngagement(members: readonly Row[]): Row[] {
  return groupBy(members, ({ state, plan }) => `${text(state)} ${text(plan)}`)
    .filter(([, here]) => here.length >= 5)
    .map(([, here]) => {
      const active = here.filter(({ cancelled_on: cancelled }) => cancelled === "");
      return {
        state: here[0]?.state,
        plan: here[0]?.plan,
        members: here.length,
        active_members: active.length,
        newsletter_share: rounded(
          here.filter(({ newsletter }) => newsletter === true).length / here.length,
          3,
        ),
      };
    });
}
