"""The people of the institute: authors of whom the site says more. It names authors and pages, and knows neither."""
