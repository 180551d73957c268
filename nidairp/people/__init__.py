"""The people of the institute: authors of whom the site says more. It knows neither authors nor pages."""
